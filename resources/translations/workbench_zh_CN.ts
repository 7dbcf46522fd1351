<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_GB">
<context>
    <name>AttentionPanel</name>
    <message>
        <source>Invented data</source>
        <translation>虚构数据</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <translation>图片（PNG）…</translation>
    </message>
    <message>
        <source>Vectors (SVG)…</source>
        <translation>矢量图（SVG）…</translation>
    </message>
    <message>
        <source>Table (CSV)…</source>
        <translation>表格（CSV）…</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Nothing to look into yet</source>
        <translation>还没有可以查看的内容</translation>
    </message>
    <message>
        <source>Import a dataset, or take the built-in sample; then train an attention model on it.</source>
        <translation>请先导入数据集，或使用内置示例，再用它训练一个注意力模型。</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>前往“数据”</translation>
    </message>
    <message>
        <source>No model with attention yet</source>
        <translation>还没有带注意力的模型</translation>
    </message>
    <message>
        <source>Train SASRec on this dataset: its self-attention over a history can be read here.</source>
        <translation>请用该数据集训练 SASRec：它在历史序列上的自注意力可以在这里查看。</translation>
    </message>
    <message>
        <source>Train SASRec</source>
        <translation>训练 SASRec</translation>
    </message>
    <message>
        <source>Layers and heads</source>
        <translation>层与注意力头</translation>
    </message>
    <message>
        <source>Where the prediction looks</source>
        <translation>预测时关注了什么</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Show the whole map</source>
        <translation>显示完整图</translation>
    </message>
    <message>
        <source>For: {title}</source>
        <translation>针对：{title}</translation>
    </message>
    <message>
        <source>L{layer} · H{head}</source>
        <translation>第 {layer} 层 · 头 {head}</translation>
    </message>
    <message>
        <source>Layer {layer} · head {head} — rows attend to columns</source>
        <translation>第 {layer} 层 · 头 {head}：行关注列</translation>
    </message>
    <message>
        <source>Row-normalised</source>
        <translation>按行归一化</translation>
    </message>
    <message>
        <source>Rows do not sum to 1</source>
        <translation>各行之和不为 1</translation>
    </message>
    <message>
        <source>The last row of this head: what the next recommendation is made from, {n} interactions read.</source>
        <translation>该注意力头的最后一行，即下一个推荐的依据；共读取 {n} 条交互。</translation>
    </message>
    <message>
        <source>Point at a cell to read it; the wheel zooms, dragging moves.</source>
        <translation>指向单元格可查看数值；滚轮缩放，拖动平移。</translation>
    </message>
    <message>
        <source>Export the map</source>
        <translation>导出注意力图</translation>
    </message>
    <message>
        <source>Wrote {path}.</source>
        <translation>已写入 {path}。</translation>
    </message>
</context>
<context>
    <name>BinPage</name>
    <message>
        <source>Datasets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Empty the bin…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is deleted stays here, with its runs, until the bin is emptied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bin is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) trained on it</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>deleted {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete {name} for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n dataset(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n run(s) trained on it</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{what}{runs} will be gone for good ({size}). This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete for good?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Place</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Open a dataset…</source>
        <translation>打开数据集…</translation>
    </message>
    <message>
        <source>Create the sample</source>
        <translation>生成示例数据</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色外观</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色外观</translation>
    </message>
    <message>
        <source>Colours as the system has them</source>
        <translation>外观跟随系统</translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation>取消正在运行的任务</translation>
    </message>
    <message>
        <source>Pause or resume the running job</source>
        <translation>暂停或继续正在运行的任务</translation>
    </message>
</context>
<context>
    <name>ComparisonModel</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>ComparisonTable</name>
    <message>
        <source>Comparison of runs</source>
        <translation>运行对比</translation>
    </message>
</context>
<context>
    <name>ConfigForm</name>
    <message>
        <source>More settings</source>
        <translation>更多设置</translation>
    </message>
    <message>
        <source>Fewer settings</source>
        <translation>收起设置</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>Opening the workspace…</source>
        <translation>正在打开工作区…</translation>
    </message>
    <message>
        <source>Inventing the sample</source>
        <translation>正在生成示例数据</translation>
    </message>
    <message>
        <source>Open a dataset</source>
        <translation>打开数据集</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>数据表</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Open a dataset&apos;s folder</source>
        <translation>打开数据集所在文件夹</translation>
    </message>
    <message>
        <source>This workspace is open read-only; nothing can be added.</source>
        <translation>该工作区以只读方式打开，无法添加内容。</translation>
    </message>
    <message>
        <source>“{name}” is here: {rows} interactions.</source>
        <translation>已导入“{name}”：{rows} 条交互。</translation>
    </message>
    <message>
        <source>Bin · {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create the sample</source>
        <translation>生成示例数据</translation>
    </message>
    <message>
        <source>Open a dataset…</source>
        <translation>打开数据集…</translation>
    </message>
    <message>
        <source>No dataset yet</source>
        <translation>还没有数据集</translation>
    </message>
    <message>
        <source>Open a table of who used what, or drop the file or folder on this window. MovieLens and RecBole files, sequences, CSV and Parquet are understood. To look around first, create the sample: a thousand invented films with posters and sounds.</source>
        <translation>打开一份“谁用过什么”的数据表，或把文件、文件夹拖到本窗口。支持 MovieLens 与 RecBole 文件、序列文件、CSV 和 Parquet。想先看看效果，可以生成示例数据：一千部带海报和声音的虚构电影。</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation>任何数据都不会离开这台电脑。</translation>
    </message>
</context>
<context>
    <name>DatasetCard</name>
    <message>
        <source>Invented</source>
        <translation>虚构</translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>条交互</translation>
    </message>
    <message>
        <source>users</source>
        <translation>位用户</translation>
    </message>
    <message>
        <source>items</source>
        <translation>个物品</translation>
    </message>
    <message>
        <source>Dataset {name}, {rows} interactions</source>
        <translation>数据集 {name}，{rows} 条交互</translation>
    </message>
    <message>
        <source>{share} filled</source>
        <translation>密度 {share}</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>sounds</source>
        <translation>声音</translation>
    </message>
</context>
<context>
    <name>DatasetCards</name>
    <message>
        <source>Datasets</source>
        <translation>数据集</translation>
    </message>
</context>
<context>
    <name>DatasetDetail</name>
    <message>
        <source>Invented</source>
        <translation>虚构</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Pages of the dataset</source>
        <translation>数据集的各个页面</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DatasetTables</name>
    <message>
        <source>Id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message>
        <source>Delete the dataset?</source>
        <translation>删除该数据集？</translation>
    </message>
    <message>
        <source>Put “{name}” into the bin?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost until the bin is emptied; until then it can be restored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) trained on it go with it:</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No run was trained on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n dataset(s) made from it stay:</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Put into the bin</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntitiesPage</name>
    <message>
        <source>Users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of an id or an attribute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A double click or Enter shows what a user did, and when.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of a title, an id or an attribute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A double click or Enter shows who met an item, and what they met too.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ForgetDialog</name>
    <message>
        <source>Forget a user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget user {id} of “{name}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgetting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Forget this user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put what still holds them into the bin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All interactions and attributes of this user are removed, which makes a new version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions and datasets that still hold them are listed afterwards, to be put into the bin; they go for good when the bin is emptied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every model that was trained with them is marked. It keeps what it learned: train it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file that was imported is not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Trained on this version: {runs}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgetting a user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled; everything is as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user is forgotten in “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Formatting</name>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>{min} min {s} s</source>
        <translation>{min} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{h} h {min} min</source>
        <translation>{h} 小时 {min} 分</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a date as Qt&apos;s format</comment>
        <translation>yyyy年M月d日</translation>
    </message>
</context>
<context>
    <name>GuessForm</name>
    <message>
        <source>Delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>comma  ,</source>
        <translation>逗号  ,</translation>
    </message>
    <message>
        <source>semicolon  ;</source>
        <translation>分号  ;</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>vertical bar  |</source>
        <translation>竖线  |</translation>
    </message>
    <message>
        <source>space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>two colons  ::</source>
        <translation>双冒号  ::</translation>
    </message>
    <message>
        <source>First line</source>
        <translation>首行</translation>
    </message>
    <message>
        <source>names of the columns</source>
        <translation>列名</translation>
    </message>
    <message>
        <source>a row like the others</source>
        <translation>普通数据行</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Latin-1 (western Europe)</source>
        <translation>Latin-1（西欧）</translation>
    </message>
    <message>
        <source>Windows-1252 (western Europe)</source>
        <translation>Windows-1252（西欧）</translation>
    </message>
    <message>
        <source>Windows-1250 (central Europe)</source>
        <translation>Windows-1250（中欧）</translation>
    </message>
    <message>
        <source>Windows-1251 (Cyrillic)</source>
        <translation>Windows-1251（西里尔文）</translation>
    </message>
    <message>
        <source>GB 18030 (Chinese)</source>
        <translation>GB 18030（中文）</translation>
    </message>
    <message>
        <source>Big5 (Chinese)</source>
        <translation>Big5（繁体中文）</translation>
    </message>
    <message>
        <source>Shift JIS (Japanese)</source>
        <translation>Shift JIS（日文）</translation>
    </message>
    <message>
        <source>EUC-KR (Korean)</source>
        <translation>EUC-KR（韩文）</translation>
    </message>
    <message>
        <source>Time is in</source>
        <translation>时间格式</translation>
    </message>
    <message>
        <source>seconds since 1970</source>
        <translation>自 1970 年起的秒数</translation>
    </message>
    <message>
        <source>milliseconds since 1970</source>
        <translation>自 1970 年起的毫秒数</translation>
    </message>
    <message>
        <source>written dates</source>
        <translation>日期文字</translation>
    </message>
</context>
<context>
    <name>HeadTable</name>
    <message>
        <source>First rows</source>
        <translation>前几行</translation>
    </message>
    <message>
        <source>Enter changes the role of a column.</source>
        <translation>按回车键可更改列的角色。</translation>
    </message>
    <message>
        <source>Role of {column}</source>
        <translation>{column} 的角色</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Attention map; arrow keys read its cells</source>
        <translation>注意力图；可用方向键逐格查看</translation>
    </message>
    <message>
        <source>{query} comes before {key} and cannot look at it.</source>
        <translation>{query} 早于 {key}，无法关注它。</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>History, newest first</source>
        <translation>历史记录，最新的在前</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>A column with the {role} is needed: give another column this role first.</source>
        <translation>必须有一列作为{role}：请先把该角色指定给另一列。</translation>
    </message>
    <message>
        <source>users</source>
        <translation>位用户</translation>
    </message>
    <message>
        <source>items</source>
        <translation>个物品</translation>
    </message>
    <message>
        <source>Importing {name}</source>
        <translation>正在导入 {name}</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>How it is understood</source>
        <translation>解析方式</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Name of the dataset</source>
        <translation>数据集名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>前几行</translation>
    </message>
</context>
<context>
    <name>ItemView</name>
    <message>
        <source>All items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions over time</source>
        <translation>交互随时间的变化</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>评分值</translation>
    </message>
    <message>
        <source>Its users met too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>条交互</translation>
    </message>
    <message>
        <source>users</source>
        <translation>位用户</translation>
    </message>
    <message>
        <source>by popularity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted on {n} of its users.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} · {lift}× chance</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobsBar</name>
    <message>
        <source>Running job</source>
        <translation>正在运行的任务</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 个等待中</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Memory {size}</source>
        <translation>内存 {size}</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>This workspace is open read-only; nothing can be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the dataset</source>
        <translation>重命名数据集</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>“{name}” is in the bin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Recommendation Workbench</source>
        <translation>推荐工作台</translation>
    </message>
    <message>
        <source>This place cannot be shown.</source>
        <translation>无法显示此页面。</translation>
    </message>
    <message>
        <source>Close the window?</source>
        <translation>关闭窗口？</translation>
    </message>
    <message>
        <source>“{job}” is still running. Closing stops it; nothing half-made is kept.</source>
        <translation>“{job}”仍在运行。关闭窗口会将其停止，不会保留半成品。</translation>
    </message>
    <message>
        <source>{job} failed: {error}</source>
        <translation>{job}失败：{error}</translation>
    </message>
</context>
<context>
    <name>MetricsPanel</name>
    <message>
        <source>Cut-off</source>
        <translation>截断位置</translation>
    </message>
    <message>
        <source>Metric of the charts</source>
        <translation>图表所用指标</translation>
    </message>
    <message>
        <source>Invented data</source>
        <translation>虚构数据</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Table (CSV)…</source>
        <translation>表格（CSV）…</translation>
    </message>
    <message>
        <source>Charts (PNG)…</source>
        <translation>图表（PNG）…</translation>
    </message>
    <message>
        <source>Charts (SVG)…</source>
        <translation>图表（SVG）…</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Nothing to measure yet</source>
        <translation>还没有可衡量的结果</translation>
    </message>
    <message>
        <source>Every finished run is measured on interactions that its training never saw. Train one.</source>
        <translation>每次完成的运行都会在训练从未见过的交互上评估。先训练一个模型吧。</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>前往“训练”</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Runs to compare</source>
        <translation>要对比的运行</translation>
    </message>
    <message>
        <source>Test part, with 95 % intervals over users</source>
        <translation>测试集结果，附按用户计算的 95% 置信区间</translation>
    </message>
    <message>
        <source>cut-off</source>
        <translation>截断位置</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>评估协议</translation>
    </message>
    <message>
        <source>At {k}</source>
        <translation>前 {k} 名</translation>
    </message>
    <message>
        <source>{split} {leaks} {candidates}; seen items {seen}; {users} users counted. {ties}</source>
        <translation>{split}{leaks}{candidates}；已见物品：{seen}；共统计 {users} 位用户。{ties}</translation>
    </message>
    <message>
        <source>{metric} by cut-off</source>
        <translation>不同截断位置的{metric}</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>导出对比结果</translation>
    </message>
    <message>
        <source>Wrote {path}.</source>
        <translation>已写入 {path}。</translation>
    </message>
</context>
<context>
    <name>ModelsPanel</name>
    <message>
        <source>No models yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Every training is kept here with all that is needed to repeat it. Train a first model.</source>
        <translation>每次训练及其复现所需的全部信息都保存在这里。先训练第一个模型吧。</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>前往“训练”</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>重新训练</translation>
    </message>
    <message>
        <source>Repeat this run with the same data, configuration and seed</source>
        <translation>用相同的数据、配置和随机种子重复这次运行</translation>
    </message>
    <message>
        <source>See attention</source>
        <translation>查看注意力</translation>
    </message>
    <message>
        <source>See recommendations</source>
        <translation>查看推荐</translation>
    </message>
    <message>
        <source>All datasets</source>
        <translation>所有数据集</translation>
    </message>
    <message>
        <source>run {0}</source>
        <translation>运行 {0}</translation>
    </message>
    <message>
        <source>This run has no curve: its model counts, or it ended before the first epoch.</source>
        <translation>这次运行没有曲线：该模型只做计数，或在第一轮结束前就已停止。</translation>
    </message>
    <message>
        <source>Training {0}</source>
        <translation>训练 {0}</translation>
    </message>
    <message>
        <source>Delete a run</source>
        <translation>删除运行</translation>
    </message>
    <message>
        <source>Delete {0}?</source>
        <translation>删除 {0}？</translation>
    </message>
    <message>
        <source>Its model, curves and figures go with it. This cannot be undone; it can only be trained again.</source>
        <translation>其模型、曲线和结果会一并删除。此操作无法撤销，只能重新训练。</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>OpenMenu</name>
    <message>
        <source>A file…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>A folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Forget the recent files</source>
        <translation>清除最近的文件</translation>
    </message>
    <message>
        <source>{path}  (not there any more)</source>
        <translation>{path}（已不存在）</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>CPU · %n thread(s)</source>
        <translation>CPU · %n 线程</translation>
    </message>
</context>
<context>
    <name>OriginCard</name>
    <message>
        <source>Where it comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>数据指纹</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit it, or replay it on another dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>{n} interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (in the bin)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>items by popularity</source>
        <translation>物品（按流行度排序）</translation>
    </message>
    <message>
        <source>interactions of a user</source>
        <translation>每位用户的交互数</translation>
    </message>
    <message>
        <source>Interactions over time</source>
        <translation>交互随时间的变化</translation>
    </message>
    <message>
        <source>Long tail: interactions of each item (log–log)</source>
        <translation>长尾：各物品的交互数（双对数坐标）</translation>
    </message>
    <message>
        <source>Users by length of their history</source>
        <translation>用户历史长度分布</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值分布</translation>
    </message>
    <message>
        <source>What is filled: users × items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most frequent items</source>
        <translation>交互最多的物品</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Notes of the import</source>
        <translation>导入说明</translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>条交互</translation>
    </message>
    <message>
        <source>users</source>
        <translation>位用户</translation>
    </message>
    <message>
        <source>items</source>
        <translation>个物品</translation>
    </message>
    <message>
        <source>of the matrix filled</source>
        <translation>矩阵密度</translation>
    </message>
    <message>
        <source>interactions a user</source>
        <translation>条交互/用户</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Search users, items, models, commands</source>
        <translation>搜索用户、物品、模型、命令</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>物品</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Recommend</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>PreparePage</name>
    <message>
        <source>{name} (prepared)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipe of…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the recipe of a dataset that was prepared before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the new dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a new dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset itself stays as it is. The recipe is kept with what it makes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{name} (%n step(s))</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No dataset here was made by a recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left after “{step}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next version of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as the next version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QualityCard</name>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) stand out</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing stands out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeats of a user with an item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows exactly like another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Users, items met only once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median, longest history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inequality of items (Gini)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the top 1 % of items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Within a second of the one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Places</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>RecipeSteps</name>
    <message>
        <source>No step yet. Add one, or take the recipe of a dataset that was prepared before. The dataset itself stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecommendPanel</name>
    <message>
        <source>Invented data</source>
        <translation>虚构数据</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>This user&apos;s list…</source>
        <translation>该用户的推荐列表…</translation>
    </message>
    <message>
        <source>The lists of all users…</source>
        <translation>所有用户的推荐列表…</translation>
    </message>
    <message>
        <source>Recommend</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Nobody to recommend to yet</source>
        <translation>还没有可推荐的用户</translation>
    </message>
    <message>
        <source>Import a dataset, or take the built-in sample; then train a model on it.</source>
        <translation>请先导入数据集，或使用内置示例，再用它训练一个模型。</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>前往“数据”</translation>
    </message>
    <message>
        <source>No trained model yet</source>
        <translation>还没有训练好的模型</translation>
    </message>
    <message>
        <source>Recommendations come from a model that was trained on this dataset. It takes a minute.</source>
        <translation>推荐来自用该数据集训练出的模型。训练大约需要一分钟。</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <source>This user has no interactions.</source>
        <translation>该用户没有交互记录。</translation>
    </message>
    <message>
        <source>Top {k} of {n}</source>
        <translation>{n} 个物品中的前 {k} 名</translation>
    </message>
    <message>
        <source>· {ms} ms</source>
        <translation>· {ms} 毫秒</translation>
    </message>
    <message>
        <source>{model} has no attention to show. Choose a run of SASRec to see what a model looks at.</source>
        <translation>{model} 没有注意力可显示。请选择一次 SASRec 运行，查看模型关注了什么。</translation>
    </message>
    <message>
        <source>Without a history there is nothing to look at.</source>
        <translation>没有历史记录，也就没有可关注的内容。</translation>
    </message>
    <message>
        <source>Export recommendations</source>
        <translation>导出推荐</translation>
    </message>
    <message>
        <source>Writing {file}</source>
        <translation>正在写入 {file}</translation>
    </message>
    <message>
        <source>Wrote {path}.</source>
        <translation>已写入 {path}。</translation>
    </message>
</context>
<context>
    <name>RecommendationList</name>
    <message>
        <source>Recommendations</source>
        <translation>推荐结果</translation>
    </message>
</context>
<context>
    <name>RecommendationModel</name>
    <message>
        <source>{title}
{share} of the users met it. The bar compares scores within this list.</source>
        <translation>{title}
{share} 的用户接触过它。条形用于比较本列表内的得分。</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>user</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>item</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>attribute</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>who: a person, a session, a playlist</source>
        <translation>谁：一个人、一次会话、一个歌单</translation>
    </message>
    <message>
        <source>what: a film, a product, a song</source>
        <translation>什么：一部电影、一件商品、一首歌</translation>
    </message>
    <message>
        <source>how much: a rating, a count, a weight</source>
        <translation>多少：评分、次数、权重</translation>
    </message>
    <message>
        <source>when</source>
        <translation>何时</translation>
    </message>
    <message>
        <source>what the item is called</source>
        <translation>物品的名称</translation>
    </message>
    <message>
        <source>genres or tags of the item</source>
        <translation>物品的类型或标签</translation>
    </message>
    <message>
        <source>words about the item</source>
        <translation>关于物品的文字</translation>
    </message>
    <message>
        <source>name of the item&apos;s picture</source>
        <translation>物品图片的文件名</translation>
    </message>
    <message>
        <source>name of the item&apos;s sound</source>
        <translation>物品声音的文件名</translation>
    </message>
    <message>
        <source>the item&apos;s year</source>
        <translation>物品的年份</translation>
    </message>
    <message>
        <source>anything else about the item</source>
        <translation>物品的其他信息</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>不读取</translation>
    </message>
</context>
<context>
    <name>RunDetailsCard</name>
    <message>
        <source>Run {0}</source>
        <translation>运行 {0}</translation>
    </message>
    <message>
        <source>The application ended before this run did. Nothing of its model was kept; train it again.</source>
        <translation>程序在这次运行完成之前就已退出。模型没有保留，请重新训练。</translation>
    </message>
    <message>
        <source>On the test part</source>
        <translation>测试集结果</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>训练设置</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>模型配置</translation>
    </message>
    <message>
        <source>The training</source>
        <translation>训练过程</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>NDCG@10, validation</source>
        <translation>NDCG@10（验证集）</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选物品</translation>
    </message>
    <message>
        <source>Seen items</source>
        <translation>已见物品</translation>
    </message>
    <message>
        <source>People counted</source>
        <translation>统计人数</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>数据指纹</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分方式</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>总用时</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>训练用时</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>训练轮数</translation>
    </message>
    <message>
        <source>Best epoch</source>
        <translation>最佳轮次</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束原因</translation>
    </message>
    <message>
        <source>early: validation stopped improving</source>
        <translation>早停：验证集指标不再提升</translation>
    </message>
    <message>
        <source>after the last epoch</source>
        <translation>已跑完全部轮次</translation>
    </message>
    <message>
        <source>Learned numbers</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>{0} sequences/s</source>
        <translation>{0} 条序列/秒</translation>
    </message>
</context>
<context>
    <name>RunPicker</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>RunTable</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>RunTableModel</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Novelty</source>
        <translation>新颖性</translation>
    </message>
    <message>
        <source>{0} on the test part, with half the width of its 95 % interval where there is one</source>
        <translation>测试集上的 {0}；如有 95% 置信区间，则附其半宽</translation>
    </message>
    <message>
        <source>The best so far on the validation part; the test part is measured at the end.</source>
        <translation>目前在验证集上的最佳值；训练结束后才在测试集上评估。</translation>
    </message>
</context>
<context>
    <name>Runner</name>
    <message>
        <source>The computer ran out of memory. Close other programs or choose less.</source>
        <translation>电脑内存不足。请关闭其他程序，或减少数据量。</translation>
    </message>
</context>
<context>
    <name>SearchableTable</name>
    <message>
        <source>{n} found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} in all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>The last session ended unexpectedly. What happened is in the file crash-before.log.</source>
        <translation>上次会话意外结束，详情见文件 crash-before.log。</translation>
    </message>
    <message>
        <source>The workspace is in use</source>
        <translation>工作区正在使用中</translation>
    </message>
    <message>
        <source>Open read-only</source>
        <translation>以只读方式打开</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>The workspace cannot be opened</source>
        <translation>无法打开工作区</translation>
    </message>
</context>
<context>
    <name>SetUpCard</name>
    <message>
        <source>Set-up</source>
        <translation>训练设置</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分方式</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Everything random in the split and the training follows from it.</source>
        <translation>划分和训练中的一切随机性都由它决定。</translation>
    </message>
    <message>
        <source>Everything needed to repeat this run is saved with it.</source>
        <translation>复现这次运行所需的一切都会随之保存。</translation>
    </message>
    <message>
        <source>Counts only: done within seconds.</source>
        <translation>只需计数，几秒即可完成。</translation>
    </message>
    <message>
        <source>{0} parameters</source>
        <translation>{0} 个参数</translation>
    </message>
    <message>
        <source>about {0} on this computer</source>
        <translation>在这台电脑上约需 {0}</translation>
    </message>
    <message>
        <source>Needs about {0} of memory.</source>
        <translation>约需 {0} 内存。</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Applies at the next start.</source>
        <translation>下次启动时生效。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>处理器线程数</translation>
    </message>
    <message>
        <source>All cores but one</source>
        <translation>保留一个核心，其余全用</translation>
    </message>
    <message>
        <source>Applies to the next run. A run&apos;s last digits depend on this number, so it is stored with each run.</source>
        <translation>从下一次运行起生效。结果的末几位数字与线程数有关，因此线程数会随每次运行保存。</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Catalog version</source>
        <translation>目录库版本</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>全面检查</translation>
    </message>
    <message>
        <source>Reads the catalog and every file, and compares them with their hashes.</source>
        <translation>读取目录库和每个文件，并与其哈希值核对。</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>完整性</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Recommendation Workbench trains recommender systems on your own computer and shows what goes on inside them. It works offline; nothing leaves the machine. Free software under the MIT licence.</source>
        <translation>推荐工作台在您自己的电脑上训练推荐系统，并展示其内部的运作。全程离线，任何数据都不会离开本机。基于 MIT 许可证的自由软件。</translation>
    </message>
    <message>
        <source>Checking the workspace</source>
        <translation>正在检查工作区</translation>
    </message>
    <message>
        <source>Everything is whole: the catalog and every file match their hashes.</source>
        <translation>一切完好：目录库和所有文件均与其哈希值一致。</translation>
    </message>
</context>
<context>
    <name>SparsityView</name>
    <message>
        <source>{share} of the cells hold interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Users {u0} – {u1} by activity, items {i0} – {i1} by popularity: {share} filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>items, most popular left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>users, most active on top</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SplitsPage</name>
    <message>
        <source>Counting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Way of splitting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Decides which people or items are drawn, where any are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is stored: a run makes its split anew from these settings and its seed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions over time, by part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What training sees of the future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From – to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Users without any interaction in training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items training never meets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this way of splitting promises: {promise}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What others did later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The judged people&apos;s own future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>A step that is switched off stays in the list and does nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of the step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{change} interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{change} users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{change} items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{step} is on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>1 + alpha · ln(1 + value/eps)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 + alpha · value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 for every interaction, or a confidence that grows with the value (Hu, Koren and Volinsky 2008).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cut-off must be 1 or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of {what} has {found} bytes where {n_bytes} were stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of {what} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of {what} was changed since it was stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A list is made for one history at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A list must have 1 item or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pause longer than this ends a session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A person has at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row of {row} refers to a row of {row2} that is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table of interactions needs a column of users and one of items, and this one has a single column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a step first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added to each item&apos;s count before solving: larger for sparser data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added to the denominator, so that a similarity from few people counts less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age, town and occupation together often name a person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All times are equal: they say nothing of the order of events.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All times are the same, {first}: they put nothing in order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An empty history has nothing to attend to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An interaction counts 1 + {alpha} · ln(1 + value / {epsilon}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An interaction counts 1 + {alpha} · value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An item has at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program has this workspace open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for less in that step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention cannot be written as “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention is shown for one history at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention is shown for one history that holds at least one item.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention layers on top of each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BPR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backward weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brings values to one scale, over all or for each person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By all values, or by each person&apos;s own, which takes out that some rate high and others low.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By popularity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts cannot be written as “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that it is whole and may be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the delimiter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a finished run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a larger regularisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run of an attention model, SASRec for example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a split that holds some interactions out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a user with interactions, or add some items.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose among</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another column or another delimiter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another delimiter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another encoding: latin-1 reads most older files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another split or a larger dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another way of splitting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose other shares, another way of splitting, or a larger dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose runs that are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the device “auto” or “cpu”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose {offered}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose “leave-last-out” or “ratio”, which use the order of the rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it, or open the workspace read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the other program that has it open, then open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare it by “is one of” or “contains”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the next item with all items, or with a random sample: faster for large catalogues.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it, or say in the header that the column is of type token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct its header, or move the file away to import without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the line, or check the delimiter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the line, or choose another column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count different items a person and different people an item, not interactions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count pairs of items up to this many steps apart in a history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count repeats once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts which items stand close together in histories; the latest items drive the scores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Cuts histories where nothing happened for a while; every session becomes a history of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide about {KINDS}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the dataset and empty the bin instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the dataset and import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Dice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>Download or copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn at random, 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EASE (linear autoencoder)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EASE over {n_items} items needs {needed} GB of memory, and {free} GB are free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each item looks back over the history by self-attention to predict the next one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each line is a person and then items, oldest first; shown as one row an item.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each person&apos;s mean 0, deviation 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each person&apos;s mean became 0 and deviation 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each person&apos;s mean became 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each person&apos;s mean becomes 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>训练轮数</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equal steps between the smallest and the largest value, or about equally many interactions each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every film, person and interaction is invented.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every interaction counts 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every item alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feed-forward expansion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields cannot be separated by {delimiter}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First moment to keep, UTC: 2020-01-31 or 2020-01-31 13:45; empty for no limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For lists, such as categories, it is enough that one entry fits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap (minutes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give every line its user and item, separated by commas or tabs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give every row its ids.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give every row its time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give them more digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on from there, or bin it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half alike, half from the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall, for each person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hexadecimal digits of a pseudonym.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histories a training step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hit rate</source>
        <translation>命中率</translation>
    </message>
    <message>
        <source>Holds each person&apos;s last interaction out for the test and the one before for validation: the usual protocol of sequential recommendation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds the latest share of each person&apos;s interactions out, so that people are judged on several things.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far gBCE corrects for the negatives that were not drawn: 0 not at all, 1 fully.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast confidence grows; not used for weights of 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How little the items of a list share their categories (Jaccard distance).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many levels; equal values share one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How negatives are drawn. The sampled softmax is corrected for it; gBCE expects uniform ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How surprising the items are: −log2 of the share of training users who met them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the people whom two items share are compared with the people whom each has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How unevenly recommendations spread over the catalogue: 0 is even, 1 is one item only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ids stay as they are written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import or train it again, or restore the workspace from a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Independent attention patterns a layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inner width of the feed-forward layers, as a multiple of the width.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newest version to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed models: {classes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instead of the share; 0 to use the share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions with a larger value are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions with a smaller value are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions with a value of at least {minimum}{upper} were kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions {said} (UTC) were kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions; 1 to keep every item.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions; 1 to keep everybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is thrown away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs two columns of type token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It should read like user_id:token, item_id:token, timestamp:float, separated by tabs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item neighbours (kNN)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item transitions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items with equal scores are ordered by a fixed pseudo-random permutation of the items (splitmix64 of the item code, seed {TIE_SEED}), the same in every list and metric.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Items&apos; ids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its parameters: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its settings: {fields}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jaccard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep some of the rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep where it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps interactions with a value in a range: ratings of 4 and more, for example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps people or items by what is known of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps some people, drawn at random, with all they did: to try things out faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps what happened in a span of time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in this workspace, the same person gets the same pseudonym again, and can be found to be forgotten; thrown away, nobody can ever tell who is who.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept; preparing the dataset can leave the first or the last of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept; rows stay in the order of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest norm of a step&apos;s gradient; 0 leaves gradients as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Learns for every item which few others announce it, and how strongly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave attributes of people out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave this step out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves one row where a person met an item several times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out; the first of each stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the learning rate fall to zero by the last epoch, or keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels of equal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like recall, but a hit counts more the higher it stands in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the runs to see which there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Lower the learning rate or lengthen the warm-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MRR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean 0, deviation 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean over the hits of the precision down to each hit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean popularity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moment from which on nothing is kept, in the same form; empty for no limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most passes over the training data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most recent interactions that the model reads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most rounds of the descent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most similar items that each item of a history supports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move it away to import without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MovieLens 100K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MovieLens latest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NDCG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the column: categories, year, gender …; id for ids.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest items among which an item&apos;s weights are found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negatives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No interaction of the judged items is in training; a history may hold things that happened after the judged interaction, so this measures knowledge of content and not foresight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row remains after these decisions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No user has two or more interactions to learn from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody else is in “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left after step {effects}, {title}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of the future leaks: no interaction in training is later than any that is judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of the judged people is in training, but training sees what other people did later than the interactions that are judged, so trends of the future leak in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Novelty</source>
        <translation>新颖性</translation>
    </message>
    <message>
        <source>Number of interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers that describe an item. A multiple of the heads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of each of {sum} the latest {test_share} are the test and the {validation_share} before them validation, at least one each; {few} with fewer than 3 interactions {few2} training only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One divided by the place of the first hit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One person has {longest_history_share} of all interactions: perhaps a machine or a shared account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only so many latest items of a history drive the scores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a file of interactions, or a folder or archive of a known dataset: MovieLens (u.data, ratings.dat or ratings.csv), RecBole (.inter) and others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it for writing once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it for writing to make a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it once for writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open one of these files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the file itself to say how it is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the file with the interactions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the one with the interactions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People with at least {users} and items with at least {items} {noun} were kept: {said}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People&apos;s ids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Popularity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Popularity discount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power of an item&apos;s total that its transitions are divided by; 1 gives probabilities.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Power of the recommended item&apos;s total that transitions to it are divided by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Price of every weight: larger keeps fewer items.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of large weights: larger for sparser data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pull of the matrices towards zero at each step, times the learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a value threshold before this step, or choose a weight of 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as {unit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RecBole atomic files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Recent items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommends items that were met by the same people as the items of the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommends what was chosen most often, the same to everybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the ids of items; their titles stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the ids of people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaces ids by keyed hashes, so that a dataset can be passed on without saying who is in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaces values by a few levels: listening counts become 1 to 5, for example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaces values by weights, for models that learn from what people did rather than how they rated it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore it from a backup, or delete it to begin with a new key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the file from a backup in this folder, or move it away to begin a new catalog.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {run_id} has no model: it is {state}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SASRec (self-attention)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SLIM (sparse linear)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQLite: {row}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampled items a training step, for all losses but the softmax over all items.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampled softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search for a part of the id to see which there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Sequences, one line a user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set neighbours to 100 or so to solve each item over its nearest items only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of a held-out person&apos;s latest interactions that the model must find, at least 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of all interactions, before the test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of all interactions, the latest ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of each person&apos;s interactions, at least 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of each person&apos;s latest interactions, at least 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of numbers dropped in training, against learning by heart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of people whose list holds at least one of their choices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the catalogue that is recommended to anybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the items held out for the test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the items held out for validation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the list that the person really chose next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the people held out for the test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the people held out for validation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of training users who met an item of the list, on average.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of what the person really chose next that the list holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shrinkage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of a training step after the warm-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothness (L2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax over all items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solve each item over only so many nearest items, for large catalogues; 0 solves over all at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some chosen columns are not there when lines are cut like this; they were guessed anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source normalisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparsity (L1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splitting {name} by “{title}” leaves nothing to {part}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays in the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after this many epochs without a gain in validation; 0 never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum of values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweeps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes every interaction of some items out of training and asks for them: only what knows the content of items can find them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes out people and items with few interactions, again and again until everybody left has enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attribute “{name}” is not made of numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attribute “{wrong}” is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best linear weights from item to item, solved for in one step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog cannot be opened: {orig}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog was upgraded from schema {stamped} to {HEAD}; the old one was kept as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The characters are taken away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The date “{}” cannot be read in “{}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time is missing in “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time “{}” is not a number in “{}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The times are left away: the order of the rows is the order in which things happened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The times lie around {time}: they seem to be {unit}, not seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user “{name}” has {code} of {user} rows, {share}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user&apos;s rows are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} has {fields} where {expected} are expected: “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} holds bytes that are not {encoding} text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{repeat} another one in every column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The description of the stored model cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A line of {label} is longer than {LONGEST_LINE} MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A line of {label} {says}: “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A matrix: users from “{user}”, {items} columns as items.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A {name} cannot be resumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for fewer devices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Averaged weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the file and its tables.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the query: one SELECT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a paused or interrupted run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller width, a shorter history or a smaller batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose columns of one list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute a step in so many parts one after the other: more need less memory, and learn the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut at {cut}, lines have a single field; choose another delimiter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dates such as 03/04/2020 can be read in two ways; check whether the day or the month stands first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describes people and items by a few numbers each whose products tell who met what.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each playlist counts as a person; the order of its tracks is the order in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each row seems to be a person and each column an item: a matrix whose cells are the values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each session counts as a person; values are 1 for a click, 2 for a cart and 3 for an order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as CSV or Parquet, or prepare the dataset with pseudonyms first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frequency scaling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the price grows with a person&apos;s or an item&apos;s number of meetings: 0 not at all, 1 fully.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much it counts that a person did not meet an item, beside 1 for having met it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a moving average of the weights with this decay, 0.999 for example; 0 keeps the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory was short: steps were computed in {parts} parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most items remembered as having stood near an item.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most recent interactions whose transitions are looked up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mutual information in bits between the person (for items&apos; attributes; the item for people&apos;s) and the value in an interaction, less its mean over {PERMUTATIONS} shuffles of the values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers that describe a person&apos;s taste, and an item.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in a spreadsheet and save it again, or as CSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of large numbers: larger for sparser data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reach of the memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remembered neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounds over all people and all items.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {run_id} cannot be resumed: it is {state}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {run_id} was deleted while it was training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the sheet as CSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Self-attention beside a memory of what followed what; it learns how far to trust each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint of this run cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be written: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files cannot be written: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files of {what} cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files that were imported still hold the person: {sources}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder is not empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {name} cannot be read: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ids of {noun} became pseudonyms by HMAC-SHA256; the key {fate}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The items&apos; products are singular to working precision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of pseudonyms cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of the pseudonyms in {names} was thrown away: nobody can tell whether the person is in there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last interaction of each of {ends} is the test and the one before it validation; {few} with fewer than 3 interactions {few2} training only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last row, with the sum of values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lists of “{name}” and “{name2}” in {label} lie side by side, so that their elements make no rows together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is no longer a finite number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean {mean} became 0 and the deviation {deviation} became 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parameter “{name}” of the split “{name2}” is wrong: {lower}{reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person is still in {names}: delete what is no longer needed, then empty the bin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program ended while this run was training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row with the largest value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed draws the same people from the same dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting “{name}” cannot be {name2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spaces are taken away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The split “{name}” has no parameter “{name2}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored dataset has lost its file {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored file {name} {how}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored item-to-item weights do not fit together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored model&apos;s array “{name}” is missing or has another shape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value from which on growth slows down; only for the logarithm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value in the column “{column}” is not a number in “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value is missing in “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value “{}” is not a number in “{}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of the stored model cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace folder cannot be used: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The zeros behind the point are taken away: 12.0 becomes 12.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {noun} id {argmax} has a tabulator or a line break, which atomic files cannot hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no times: the order of the file&apos;s rows is taken for the order of events.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no times: the order of the rows is the order in which things happened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no times: the order on each line is the order in which things happened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no values to bin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no values to bring to a scale.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are: {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a folder of this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a single column, where there should be one of users and one of items at least.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no column of times: the order of the rows will be the order in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no column “{name}” to sort by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no dataset “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file or folder {path}, or it may not be looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {label}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no finished run to export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no interaction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no item in “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no layer {layer}, head {head}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model called “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no run {run_id}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no step “{step}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no text encoding called “{encoding}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no user in “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no user “{user_id}” in “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no way of splitting called “{strategy}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no workspace to look at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {file}: no {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {noun} “{external_id}” in “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {usual}: no {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to train this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing called “{kind}” to decide about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These runs were measured under different rules ({rules}): their figures cannot be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is a database of another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a stored {name} model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine has no device “{device}” that torch can use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine has {device_count} GPUs, not {devices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model has {n_layers} layer(s) of {n_heads} head(s).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model was stored by a newer version of the application.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This recipe has no step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This split leaves nobody to evaluate on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workspace is from an older version and has to be upgraded first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workspace is open to look at only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workspace was written by a newer version of the application (schema {stamped}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train it again: it takes seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train the model again from the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train the model again to replace it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained with this person, and now marked so: {labels}. Train again on the new version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training ends before {validation_from} UTC, validation before {test_from} UTC, the test is the rest; {dropped} later interactions of people without any earlier one are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training needs at least 1 thread.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training needs at least one device and one node.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training never sees a person&apos;s own future, but it sees what other people did after that person&apos;s held-out interactions, so trends of the future leak in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training never sees a person&apos;s own future, but it sees what other people did after that person&apos;s test interaction, so trends of the future leak in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training sees nobody&apos;s own future: nothing that a person did after a test interaction of theirs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training sees nothing of the future: none of its interactions is later than the earliest in the test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training sees the own future of {own}: something they did after a test interaction of theirs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training steps in which the learning rate rises from zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains on everything before one moment and judges on everything after it, as a model in use would be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains on some people and judges on others, whose earlier interactions are shown and later ones asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TransitionSASRec (attention and transitions)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try utf-8, latin-1 or utf-16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unobserved weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpack it and open the file with the interactions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpack it and open the interactions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpack it yourself if you trust it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until everybody and everything that is left has enough; otherwise items are judged once, then people once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a name that ends in .csv, .png or .svg.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a name that ends in .png, .svg or .csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Users and items of {label} cannot both be the column “{user}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values are 1 where the person recommends the game and 0 where not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values are minutes played; there are no times: the order is that of each library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values became levels 1 to {levels}, cut at {edges}{else}; {used} are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values {low} to {high} became 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of each item further back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of each step further apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of having come before an item, beside having come after it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What makes an item popular: every interaction, every person once, or the sum of the values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What remains where a person met an item several times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to compare with; several values are separated by semicolons; capitals make no difference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a person met an item again {keep}; {merged} rows were merged into others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose attribute decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Write one object a line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least 1 is no condition; ask for 2 or more of people or of items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose people&apos;s ids, items&apos; ids, or both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>columns: {columns}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counted transitions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counting transitions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut-offs {cutoffs}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>descending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch {steps_per_epoch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>factors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finding neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gBCE (calibrated)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give a first moment, a last one, or both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given: {input}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>iALS (matrix factorisation)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learned weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>length {k}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking through versions and descendants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measuring {start} / {n_cases} people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the attribute that decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no value is at least the minimum and at most the maximum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>normalising transitions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading row {done} of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>say what to compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sheets: {parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>solved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>solving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sorting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>splitting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {place} of {chosen}: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>storing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tables: {parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the range ends before it begins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threads {threads}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training with dropout needs a generator: call use_generator first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unexpected end of data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>width {width} is not a multiple of heads {heads}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{after_others} of {trained} people in training did something after somebody else&apos;s test interaction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{again} of {tests} test interactions ({tests2}) repeat a meeting that training has seen; where seen items are left out of lists, they cannot be found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{alone} {people} without any item left without interactions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{are} a person meeting an item again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{are} dated {words}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {n_users} people, drawn with seed {seed}, were kept with all they did.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{distinct} pseudonyms came out twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{histories} histories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{history} histories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{identical_rows} rows repeat another one in every column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{interactions} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{interrupted} run(s) were interrupted when the program ended last time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} cannot be read: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} does not begin with RecBole&apos;s header of field:type names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} ends in the middle of a line, it seems to be cut off: “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} ends in the middle of a time, it seems to be cut off: “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} has no column {id_name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} has no column {ids}: it was passed over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} has no column “{lacking}”, which {label2} has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} has no column “{lacking}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} has no column “{name}” for the {role}{cut}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} has no column “{user}” for the users.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} has no sheet “{part}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} has no sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} has no table “{part}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} has no tables.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} holds more than {LARGEST_WHOLE} MB, too much to be read at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is damaged or cut off: it is no whole {kind} file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is damaged or cut off: its compressed content cannot be unpacked to the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is damaged, protected or no workbook: it cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is damaged: its columns cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is empty, or no table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is empty: there is no column in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is empty: there is no interaction in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is empty{nothing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is no table of interactions: its lines have no common delimiter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is no whole JSON document: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is not in the layout that its name promises: {promise}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is not text, so it is no table of interactions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} names no users or no items.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} unpacks to more than {MOST_RATIO} times its size, which no table does: it may be a zip bomb.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} unpacks to {whole} MB, too much for a workbook.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{later} training interactions ({share}) are later than the earliest test interaction, so trends of the future leak in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left_out} {noun}{s} without any interaction left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{lost} {unit}{of} {label} could not be read; left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{missing}, so nobody can say what training sees of the future.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n_items} of the items were met once only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n_rows} of the interactions fall on the same second as the person&apos;s one before: their order is that of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n_users} of the people have a single interaction: models can learn nothing of what they do next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n_validation} for validation and {n_test} for the test, drawn with seed {seed}, are not trained on; the latest {target_share} of their interactions are asked for, at least one each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n_validation} items for validation and {n_test} for the test, drawn with seed {seed}, are taken out of training with all their interactions; {dropped} interactions of people who met no other item are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot take {name2} = {input}: {msg}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has negative values, which are no measure of confidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no times to choose from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no times to see pauses by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no times, so it cannot be split at one moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has too few {noun} to hold some out: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds more than {MOST_FILES} files, too many to look through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds more than {MOST_MEMBERS} files, too many to look through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds several tables: {names}{else}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds {matching} datasets in the layout {title}: {names}{else}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is an archive without a dataset of a known layout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{spoilt} of the {name} {verb} {shown} inside, which was written as “{sign}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{start} / {parts} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged or cut off: it is no whole zip archive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is empty (0 bytes).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no ordinary file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{noun} have no attribute “{column}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{noun} of which {column} {rule}{value} were kept: {sum} of {ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{removed} interactions of one person were removed; “{label}” (dataset {id}) is without them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{removed} interactions of one person, who asked to be forgotten, were removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{start} / {users} users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{times_before_1990} interactions lie before 1990: check the unit of time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{times_in_future} interactions lie in the future: check the unit of time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} has no attention to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{total} of the {people} have no {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{unknown} of {ids} {noun}s have no attributes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{upper}{what} come from {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{upper}{what} come from {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{users} histories became {starts} sessions, cut where nothing happened for more than {gap_minutes} minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{users} users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{values} outside the scale {low} to {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{choice}” is no choice for {kind}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” (dataset {id}) is a version without this person already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no date; write 2020-01-31 or 2020-01-31 13:45</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{title}” cannot take {name} = {input}: {message}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” is not a number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Recommendation Workbench</source>
        <translation>推荐工作台</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Everything happens on this computer. Nothing is sent anywhere.</source>
        <translation>一切都在这台电脑上完成，不会向外发送任何内容。</translation>
    </message>
</context>
<context>
    <name>TrainPanel</name>
    <message>
        <source>Nothing to learn from yet</source>
        <translation>还没有可供学习的数据</translation>
    </message>
    <message>
        <source>A model learns from a dataset. Import one, or take the built-in sample, and train here.</source>
        <translation>模型需要从数据集中学习。请导入数据集或使用内置示例，然后在这里训练。</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>前往“数据”</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Add baselines</source>
        <translation>添加基线模型</translation>
    </message>
    <message>
        <source>Train Popularity, ItemKNN and ItemTransition on the same split: no result stands alone</source>
        <translation>用同样的划分训练 Popularity、ItemKNN 和 ItemTransition：任何结果都需要对照</translation>
    </message>
    <message>
        <source>What trains and what waits; choose one to cancel it</source>
        <translation>正在训练和等待中的任务；选择一项即可取消</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Run {0}</source>
        <translation>运行 {0}</translation>
    </message>
    <message>
        <source>run {0}</source>
        <translation>运行 {0}</translation>
    </message>
    <message>
        <source>Curves grow here while a model learns. Models that only count have none.</source>
        <translation>模型学习时，曲线会在这里延伸。只做计数的模型没有曲线。</translation>
    </message>
    <message>
        <source>Training {0}</source>
        <translation>训练 {0}</translation>
    </message>
    <message>
        <source>Queue · {0}</source>
        <translation>队列 · {0}</translation>
    </message>
    <message>
        <source>Cancel {0} (running)</source>
        <translation>取消 {0}（运行中）</translation>
    </message>
    <message>
        <source>Cancel {0} (waiting)</source>
        <translation>取消 {0}（等待中）</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>本次运行</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>{0} stopped: {1}</source>
        <translation>{0}已停止：{1}</translation>
    </message>
</context>
<context>
    <name>TrainingCharts</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Validation NDCG@10</source>
        <translation>验证集 NDCG@10</translation>
    </message>
    <message>
        <source>Validation {0}</source>
        <translation>验证集 {0}</translation>
    </message>
    <message>
        <source>best {0} at epoch {1}</source>
        <translation>最佳 {0}，第 {1} 轮</translation>
    </message>
</context>
<context>
    <name>UserPicker</name>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Part of a user&apos;s id</source>
        <translation>用户 ID 的一部分</translation>
    </message>
    <message>
        <source>Search for a user</source>
        <translation>搜索用户</translation>
    </message>
    <message>
        <source>Users found</source>
        <translation>找到的用户</translation>
    </message>
    <message>
        <source>No user has this in the id.</source>
        <translation>没有 ID 含此内容的用户。</translation>
    </message>
    <message>
        <source>Choose a user</source>
        <translation>选择用户</translation>
    </message>
    <message>
        <source>User {id} — {n} interactions</source>
        <translation>用户 {id}：{n} 条交互</translation>
    </message>
    <message>
        <source>{id} — {n} interactions</source>
        <translation>{id}：{n} 条交互</translation>
    </message>
</context>
<context>
    <name>UserView</name>
    <message>
        <source>All users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommend</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>See what the models recommend to this user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget this user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline: each interaction and its value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interactions over time</source>
        <translation>交互随时间的变化</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>评分值</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>History, newest first</source>
        <translation>历史记录，最新的在前</translation>
    </message>
    <message>
        <source>User {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>条交互</translation>
    </message>
    <message>
        <source>different items</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has the median user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline: interactions so far</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhyCard</name>
    <message>
        <source>Why this item</source>
        <translation>为什么推荐它</translation>
    </message>
    <message>
        <source>Where a model looks is not yet a proof of what moves its score.</source>
        <translation>模型关注之处，并不足以证明是什么在影响得分。</translation>
    </message>
    <message>
        <source>See the whole map</source>
        <translation>查看完整注意力图</translation>
    </message>
    <message>
        <source>Where the last layer looked, averaged over its heads</source>
        <translation>最后一层的关注分布（各注意力头取平均）</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Hit rate</source>
        <translation>命中率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Novelty</source>
        <translation>新颖性</translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>{model} · run {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
</context>
<context>
    <name>_SearchField</name>
    <message>
        <source>Search users, items, models, commands</source>
        <translation>搜索用户、物品、模型、命令</translation>
    </message>
</context>
</TS>
