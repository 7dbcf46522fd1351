<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_GB">
<context>
    <name>AblationModel</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Mean over people of the variant&apos;s value less the whole model&apos;s</source>
        <translation>变体的值减去完整模型的值，对所有人取平均</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95% 区间</translation>
    </message>
    <message>
        <source>Of the change: bootstrap over people</source>
        <translation>变化的区间：对人做自助抽样</translation>
    </message>
    <message>
        <source>p, Holm</source>
        <translation>p（Holm）</translation>
    </message>
    <message>
        <source>Of the permutation test, corrected for the variants of this table</source>
        <translation>置换检验的 p，已按本表的变体数校正</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部模态</translation>
    </message>
    <message>
        <source>Ids only</source>
        <translation>仅 ID</translation>
    </message>
    <message>
        <source>Without {what}</source>
        <translation>去掉{what}</translation>
    </message>
</context>
<context>
    <name>AblationPage</name>
    <message>
        <source>All runs</source>
        <translation>所有运行</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>New items too</source>
        <translation>也测新物品</translation>
    </message>
    <message>
        <source>Also trains on a split that holds items out whole, and asks for those</source>
        <translation>另外在把部分物品整个留出的划分上训练，并预测这些物品</translation>
    </message>
    <message>
        <source>Shares in the whole model, mean over the items it met</source>
        <translation>完整模型中的份额（对见过的物品取平均）</translation>
    </message>
    <message>
        <source>On the run&apos;s own split</source>
        <translation>在该运行自己的划分上</translation>
    </message>
    <message>
        <source>On items that were never met</source>
        <translation>在从未见过的物品上</translation>
    </message>
    <message>
        <source>Red: the model is worse without it, p &lt; 0.05 after Holm&apos;s correction. A modality that others make up for changes little when it alone is left out, even where it tells much.</source>
        <translation>红色：去掉它后模型变差，经 Holm 校正 p &lt; 0.05。如果一种模态能被其他模态弥补，那么即使它信息量很大，单独去掉时变化也很小。</translation>
    </message>
    <message>
        <source>What each modality is worth: {run}</source>
        <translation>每种模态的价值：{run}</translation>
    </message>
    <message numerus="yes">
        <source>Each variant is trained anew with the same settings, seed and vectors. %n training(s) to go, about {time} in all; they can be cancelled, and go on later.</source>
        <translation>
            <numerusform>每个变体都用相同的设置、种子和向量重新训练。还有 %n 次训练，共约 {time}；可以取消，以后再继续。</numerusform>
        </translation>
    </message>
    <message>
        <source>Every variant was trained with the same settings, seed and vectors.</source>
        <translation>每个变体都用相同的设置、种子和向量训练。</translation>
    </message>
    <message numerus="yes">
        <source>Train %n variant(s)</source>
        <translation>
            <numerusform>训练 %n 个变体</numerusform>
        </translation>
    </message>
    <message>
        <source>Training…</source>
        <translation>正在训练…</translation>
    </message>
    <message>
        <source>Taking {run} apart</source>
        <translation>正在拆解 {run}</translation>
    </message>
</context>
<context>
    <name>AblationTable</name>
    <message>
        <source>Variants of the model</source>
        <translation>模型的变体</translation>
    </message>
</context>
<context>
    <name>ArcView</name>
    <message>
        <source>Arcs of attention; arrow keys move between places</source>
        <translation>注意力弧线；方向键在位置间移动</translation>
    </message>
</context>
<context>
    <name>AttentionPanel</name>
    <message>
        <source>Invented data</source>
        <translation>虚构数据</translation>
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
        <source>For: {title}</source>
        <translation>针对：{title}</translation>
    </message>
    <message>
        <source>Layer {layer} · head {head} — rows attend to columns</source>
        <translation>第 {layer} 层 · 头 {head}：行关注列</translation>
    </message>
    <message>
        <source>Wrote {path}.</source>
        <translation>已写入 {path}。</translation>
    </message>
    <message>
        <source>Recommendation that is explained</source>
        <translation>被解释的推荐</translation>
    </message>
    <message>
        <source>Difference to</source>
        <translation>与……的差异</translation>
    </message>
    <message>
        <source>Vectors (PDF)…</source>
        <translation>矢量图（PDF）…</translation>
    </message>
    <message>
        <source>Arrays (NPZ)…</source>
        <translation>数组（NPZ）…</translation>
    </message>
    <message>
        <source>Record for a notebook (JSON)…</source>
        <translation>供笔记本使用的记录（JSON）…</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>不比较</translation>
    </message>
    <message>
        <source>Difference to another user…</source>
        <translation>与另一位用户的差异…</translation>
    </message>
    <message>
        <source>Difference to {run}</source>
        <translation>与 {run} 的差异</translation>
    </message>
    <message>
        <source>Difference to another user</source>
        <translation>与另一位用户的差异</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>用户编号</translation>
    </message>
    <message>
        <source>{heading} — less {other}</source>
        <translation>{heading} — 减去 {other}</translation>
    </message>
    <message>
        <source>Layer {layer} · interest {head} — rows attend to columns</source>
        <translation>第 {layer} 层 · 兴趣 {head} — 行关注列</translation>
    </message>
    <message>
        <source>Layer {layer} · memory {head} — what the newest place looks back at</source>
        <translation>第 {layer} 层 · 记忆 {head} — 最新位置回看之处</translation>
    </message>
    <message>
        <source>Layer {layer} · head {head} — what the recommended item looks at</source>
        <translation>第 {layer} 层 · 头 {head} — 推荐物品所看之处</translation>
    </message>
    <message>
        <source>What do they do?</source>
        <translation>它们做什么？</translation>
    </message>
    <message>
        <source>Name each head by what it does over many people</source>
        <translation>按每个头在许多人上的作用为其命名</translation>
    </message>
    <message>
        <source>Difference to the whole history</source>
        <translation>与完整历史之差</translation>
    </message>
    <message>
        <source>Nothing is hidden: double click an item of the map to hide it first.</source>
        <translation>没有隐藏任何物品：请先在图上双击一个物品将其隐藏。</translation>
    </message>
    <message>
        <source>the whole history</source>
        <translation>完整历史</translation>
    </message>
</context>
<context>
    <name>AttentionViews</name>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>What the bars show</source>
        <translation>条形显示什么</translation>
    </message>
    <message>
        <source>Last row of this head</source>
        <translation>此头的最后一行</translation>
    </message>
    <message>
        <source>How much of each row is shown: its largest weights</source>
        <translation>每行显示多少：其最大的权重</translation>
    </message>
    <message>
        <source>All weights</source>
        <translation>全部权重</translation>
    </message>
    <message>
        <source>{share} % of each row</source>
        <translation>每行的 {share} %</translation>
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
        <translation>显示整张图</translation>
    </message>
    <message numerus="yes">
        <source>Show the %n hidden again</source>
        <translation>
            <numerusform>重新显示隐藏的 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Row-normalised</source>
        <translation>按行归一</translation>
    </message>
    <message>
        <source>Rows do not sum to 1</source>
        <translation>各行之和不为 1</translation>
    </message>
    <message>
        <source>Where recommended items look</source>
        <translation>推荐物品看向哪里</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>What each head does over many people, and what it is for</source>
        <translation>每个头对许多人做了什么，有什么用</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热图</translation>
    </message>
    <message>
        <source>Rows look at columns; click freezes a row, double click hides an item</source>
        <translation>行看向列；单击固定一行，双击隐藏一个物品</translation>
    </message>
    <message>
        <source>Arcs</source>
        <translation>弧线</translation>
    </message>
    <message>
        <source>An arc from each interaction to what it looks at</source>
        <translation>从每次交互到它所看之处的弧线</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>What each interaction counts: the last row, rollout, flow, …</source>
        <translation>每次交互的分量：最后一行、展开、流……</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Where each recommended item looks</source>
        <translation>每个推荐物品看向哪里</translation>
    </message>
    <message>
        <source>Point to read; click freezes a row, double click hides an item from the model.</source>
        <translation>指向单元格可读数；单击固定一行，双击对模型隐藏该物品。</translation>
    </message>
    <message>
        <source>What items are made of</source>
        <translation>物品由什么构成</translation>
    </message>
    <message>
        <source>What share ids, categories, texts, pictures and sounds have in each item</source>
        <translation>编号、类别、文本、图片和声音在每个物品中各占多少</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>What the heads do</source>
        <translation>各注意力头的作用</translation>
    </message>
    <message>
        <source>The strongest arcs of each interaction; point at one to see all its own.</source>
        <translation>每条交互最强的弧线；指向一条可看它的全部弧线。</translation>
    </message>
</context>
<context>
    <name>AttentionWork</name>
    <message>
        <source>A history of fewer than two interactions leaves no order to judge.</source>
        <translation>少于两次交互的历史没有可评判的顺序。</translation>
    </message>
    <message>
        <source>Removing items</source>
        <translation>移除物品</translation>
    </message>
    <message>
        <source>Looking at heads</source>
        <translation>查看注意力头</translation>
    </message>
    <message>
        <source>Judging {run}</source>
        <translation>评判 {run}</translation>
    </message>
    <message>
        <source>Switching off layer {layer}, head {head}</source>
        <translation>关闭第 {layer} 层第 {head} 头</translation>
    </message>
    <message>
        <source>Changing the history</source>
        <translation>改动历史</translation>
    </message>
    <message>
        <source>No change of the history that was tried moves “{title}” across the edge of the top 10.</source>
        <translation>试过的历史改动都不能使“{title}”跨过前 10 的边界。</translation>
    </message>
    <message>
        <source>No smaller change does it.</source>
        <translation>没有更小的改动能做到。</translation>
    </message>
    <message>
        <source>A smaller change may do it too.</source>
        <translation>也许更小的改动也能做到。</translation>
    </message>
    <message>
        <source>Without {names}, “{title}” goes from rank {before} to rank {after}.</source>
        <translation>去掉 {names} 后，“{title}”从第 {before} 名变为第 {after} 名。</translation>
    </message>
    <message>
        <source>With {names} added, “{title}” goes from rank {before} to rank {after}.</source>
        <translation>加上 {names} 后，“{title}”从第 {before} 名变为第 {after} 名。</translation>
    </message>
</context>
<context>
    <name>BarList</name>
    <message>
        <source>What each interaction counts</source>
        <translation>每次交互的分量</translation>
    </message>
</context>
<context>
    <name>BesideModel</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Best on validation</source>
        <translation>验证最佳</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>提升</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
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
        <translation>清空回收站…</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>What is deleted stays here, with its runs, until the bin is emptied.</source>
        <translation>删除的数据集及其运行会留在这里，直到清空回收站。</translation>
    </message>
    <message>
        <source>The bin is empty</source>
        <translation>回收站是空的</translation>
    </message>
    <message>
        <source>{n} interactions</source>
        <translation>{n} 条交互</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) trained on it</source>
        <translation>
            <numerusform>用它训练的 %n 次运行</numerusform>
        </translation>
    </message>
    <message>
        <source>deleted {day}</source>
        <translation>{day}删除</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore {name}</source>
        <translation>恢复 {name}</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>永久删除…</translation>
    </message>
    <message>
        <source>Delete {name} for good</source>
        <translation>永久删除 {name}</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>“{name}”</translation>
    </message>
    <message numerus="yes">
        <source>%n dataset(s)</source>
        <translation>
            <numerusform>%n 个数据集</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n run(s) trained on it</source>
        <translation>
            <numerusform>以及用它训练的 %n 次运行</numerusform>
        </translation>
    </message>
    <message>
        <source>{what}{runs} will be gone for good ({size}). This cannot be undone.</source>
        <translation>{what}{runs}将被永久删除（{size}）。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Delete for good?</source>
        <translation>永久删除？</translation>
    </message>
</context>
<context>
    <name>CheckCard</name>
    <message>
        <source>The whole file</source>
        <translation>整个文件</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>检查进度</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Check the whole file</source>
        <translation>检查整个文件</translation>
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
        <source>span of time</source>
        <translation>时间跨度</translation>
    </message>
    <message>
        <source>of the matrix filled</source>
        <translation>矩阵密度</translation>
    </message>
    <message>
        <source>What the check found</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>waits for “{job}”</source>
        <translation>等待“{job}”</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>of {rows} rows read</source>
        <translation>共读取 {rows} 行</translation>
    </message>
    <message>
        <source>interactions, every row that was read</source>
        <translation>条交互，即读取的每一行</translation>
    </message>
    <message numerus="yes">
        <source>%n findings</source>
        <translation>
            <numerusform>%n 项发现</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing to mend</source>
        <translation>无需修正</translation>
    </message>
    <message>
        <source>Every row can be read.</source>
        <translation>每一行都可读取。</translation>
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
    <name>CompanionColumns</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>The columns of {name}</source>
        <translation>{name} 的列</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The ids stand in this column. Give another column this role first.</source>
        <translation>标识在这一列中。请先把这个角色交给另一列。</translation>
    </message>
</context>
<context>
    <name>CompanionRow</name>
    <message>
        <source>Take {name} away</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>What {name} holds</source>
        <translation>{name} 的内容</translation>
    </message>
    <message>
        <source>attributes of items</source>
        <translation>物品属性</translation>
    </message>
    <message>
        <source>attributes of users</source>
        <translation>用户属性</translation>
    </message>
    <message>
        <source>pictures of items</source>
        <translation>物品图片</translation>
    </message>
    <message>
        <source>sounds of items</source>
        <translation>物品声音</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>列…</translation>
    </message>
    <message>
        <source>What the columns of {name} mean</source>
        <translation>{name} 的各列含义</translation>
    </message>
</context>
<context>
    <name>CompanionsCard</name>
    <message>
        <source>More about items and users</source>
        <translation>物品与用户的更多信息</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>A file with their attributes, or a folder of pictures or sounds named by item, can be dropped here.</source>
        <translation>可将其属性文件，或以物品命名的图片、声音文件夹拖到这里。</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>A folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Add a file about items or users</source>
        <translation>添加物品或用户信息文件</translation>
    </message>
    <message>
        <source>Add a folder of pictures or sounds</source>
        <translation>添加图片或声音文件夹</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Beside it</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Run to compare with</source>
        <translation>要对比的运行</translation>
    </message>
    <message>
        <source>History to compare with</source>
        <translation>要对比的历史</translation>
    </message>
    <message>
        <source>the same history</source>
        <translation>同一历史</translation>
    </message>
    <message>
        <source>before the changes</source>
        <translation>更改之前</translation>
    </message>
    <message>
        <source>another user</source>
        <translation>另一位用户</translation>
    </message>
    <message>
        <source>{n} of {k} items in both · rank-biased overlap {rbo} (p = 0.9) · Kendall τ-b {tau}. Arrows say where an item stands against the list on the left.</source>
        <translation>{k} 个物品中有 {n} 个相同 · 排名偏重重叠 {rbo}（p = 0.9）· Kendall τ-b {tau}。箭头表示物品相对左侧列表的位置。</translation>
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
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>ContentMapCard</name>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>The two directions in which contents differ most: at once</source>
        <translation>内容差异最大的两个方向：即时</translation>
    </message>
    <message>
        <source>Neighbours stay neighbours: takes some seconds</source>
        <translation>相邻的保持相邻：需要数秒</translation>
    </message>
    <message>
        <source>Show all items</source>
        <translation>显示全部物品</translation>
    </message>
    <message>
        <source>Map of items by content</source>
        <translation>按内容的物品地图</translation>
    </message>
</context>
<context>
    <name>ContentPage</name>
    <message>
        <source>Looking through the content</source>
        <translation>正在浏览内容</translation>
    </message>
    <message>
        <source>Look through</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>向量</translation>
    </message>
    <message>
        <source>Encode a modality above: then items can be searched by words, compared and laid out as a map.</source>
        <translation>请先在上方编码一种模态：之后即可按词搜索、比较物品并生成地图。</translation>
    </message>
    <message>
        <source>Encoding {what} of {dataset}</source>
        <translation>正在编码 {dataset} 的{what}</translation>
    </message>
</context>
<context>
    <name>ContentSearchCard</name>
    <message>
        <source>Words: slow, melancholic, black and white</source>
        <translation>词语：舒缓、忧郁、黑白</translation>
    </message>
    <message>
        <source>Search by words</source>
        <translation>按词搜索</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Items found</source>
        <translation>找到的物品</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>更多类似</translation>
    </message>
    <message>
        <source>Near-duplicates</source>
        <translation>近似重复</translation>
    </message>
    <message>
        <source>This encoder knows no words: choose an item of the map, or near-duplicates.</source>
        <translation>此编码器不识词语：请在地图中选择物品，或查看近似重复。</translation>
    </message>
    <message>
        <source>Nearest to “{words}”</source>
        <translation>最接近“{words}”</translation>
    </message>
    <message>
        <source>Most like “{title}”</source>
        <translation>最像“{title}”</translation>
    </message>
    <message>
        <source>Pairs whose contents are nearly the same</source>
        <translation>内容几乎相同的成对物品</translation>
    </message>
    <message>
        <source>{said}: nothing.</source>
        <translation>{said}：无。</translation>
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
        <translation>回收站 · {n}</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>回收站</translation>
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
        <source>Open a table of who used what, or drop the file or folder on this window. Most public datasets, CSV, JSON, Parquet, Excel and SQLite are understood. To look around first, create the sample: a thousand invented films with posters and sounds.</source>
        <translation>打开一份“谁用过什么”的数据表，或把文件、文件夹拖到本窗口。支持大多数公开数据集以及 CSV、JSON、Parquet、Excel 和 SQLite。想先看看效果，可以生成示例数据：一千部带海报和声音的虚构电影。</translation>
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
        <source>Export…</source>
        <translation>导出…</translation>
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
        <translation>用户</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>DatasetTables</name>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Interactions</source>
        <translation>交互数</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>去重后</translation>
    </message>
    <message>
        <source>Mean value</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>First</source>
        <translation>最早</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最晚</translation>
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
        <translation>将“{name}”移入回收站？</translation>
    </message>
    <message>
        <source>Nothing is lost until the bin is emptied; until then it can be restored.</source>
        <translation>清空回收站之前不会丢失任何内容，可随时恢复。</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) trained on it go with it:</source>
        <translation>
            <numerusform>用它训练的 %n 次运行会一并移入：</numerusform>
        </translation>
    </message>
    <message>
        <source>No run was trained on it.</source>
        <translation>没有运行用它训练过。</translation>
    </message>
    <message numerus="yes">
        <source>%n dataset(s) made from it stay:</source>
        <translation>
            <numerusform>由它生成的 %n 个数据集会保留：</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Put into the bin</source>
        <translation>移入回收站</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DifferencesModel</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Mean over people of this run&apos;s value less the baseline&apos;s</source>
        <translation>该运行的值减去基线值的用户平均</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95% 区间</translation>
    </message>
    <message>
        <source>Bootstrap over people</source>
        <translation>对用户自助抽样</translation>
    </message>
    <message>
        <source>Effect (d)</source>
        <translation>效应量 (d)</translation>
    </message>
    <message>
        <source>Mean difference by its standard deviation (Cohen&apos;s d of paired samples)</source>
        <translation>平均差异除以其标准差（配对样本的 Cohen d）</translation>
    </message>
    <message>
        <source>Better for</source>
        <translation>更好人数</translation>
    </message>
    <message>
        <source>People whom this run serves better</source>
        <translation>该运行表现更好的用户</translation>
    </message>
    <message>
        <source>Worse for</source>
        <translation>更差人数</translation>
    </message>
    <message>
        <source>People whom the baseline serves better</source>
        <translation>基线表现更好的用户</translation>
    </message>
    <message>
        <source>p, permutation</source>
        <translation>p（置换）</translation>
    </message>
    <message>
        <source>Two-sided, by flipping signs</source>
        <translation>双侧，符号翻转</translation>
    </message>
    <message>
        <source>p, t test</source>
        <translation>p（t 检验）</translation>
    </message>
    <message>
        <source>Two-sided, paired</source>
        <translation>双侧，配对</translation>
    </message>
    <message>
        <source>p, Holm</source>
        <translation>p（Holm）</translation>
    </message>
    <message>
        <source>The permutation&apos;s p, corrected for all comparisons here</source>
        <translation>对此处所有比较校正后的置换 p 值</translation>
    </message>
</context>
<context>
    <name>EntitiesPage</name>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Part of an id or an attribute</source>
        <translation>ID 或属性的一部分</translation>
    </message>
    <message>
        <source>A double click or Enter shows what a user did, and when.</source>
        <translation>双击或按回车键，查看用户在何时做了什么。</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Part of a title, an id or an attribute</source>
        <translation>标题、ID 或属性的一部分</translation>
    </message>
    <message>
        <source>A double click or Enter shows who met an item, and what they met too.</source>
        <translation>双击或按回车键，查看谁接触过该物品，以及他们还接触过什么。</translation>
    </message>
</context>
<context>
    <name>EntryEditor</name>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
</context>
<context>
    <name>ExplorationPage</name>
    <message>
        <source>What the bandit expects of the list</source>
        <translation>老虎机对列表的预期</translation>
    </message>
    <message>
        <source>Exploration</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>The model&apos;s own order</source>
        <translation>模型自己的顺序</translation>
    </message>
    <message>
        <source>Shows what might be best, as far as the uncertainty allows</source>
        <translation>在不确定性允许的范围内，展示可能最好的</translation>
    </message>
    <message>
        <source>Shows what is best under a guess drawn from what is known</source>
        <translation>展示在一次随机猜测下最好的</translation>
    </message>
    <message>
        <source>How much uncertainty counts</source>
        <translation>不确定性的权重</translation>
    </message>
    <message>
        <source>seed </source>
        <translation>种子 </translation>
    </message>
    <message>
        <source>Seed of the session</source>
        <translation>会话的种子</translation>
    </message>
    <message>
        <source>The session so far</source>
        <translation>到目前为止的会话</translation>
    </message>
    <message>
        <source>Replay from what is stored</source>
        <translation>用存储的内容重放</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>estimated regret, cumulated</source>
        <translation>累计估计遗憾</translation>
    </message>
    <message>
        <source>Give thumbs up or down to begin; each is an answer that the bandit uses.</source>
        <translation>点赞或点踩即可开始；每一次都是老虎机使用的回答。</translation>
    </message>
    <message>
        <source>reward</source>
        <translation>奖励</translation>
    </message>
    <message>
        <source>Exploration is off: the list stands in the model&apos;s order. Feedback is stored all the same.</source>
        <translation>探索已关闭：列表按模型的顺序排列。反馈仍会保存。</translation>
    </message>
    <message>
        <source>Expected reward (1 a thumb up, 0 a thumb down) ± uncertainty, after {n} answers; chosen from the {m} best candidates.</source>
        <translation>预期奖励（点赞为 1，点踩为 0）± 不确定性，已有 {n} 个回答；从最好的 {m} 个候选中选出。</translation>
    </message>
    <message>
        <source>regret</source>
        <translation>遗憾</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>预期</translation>
    </message>
    <message>
        <source>uncertainty</source>
        <translation>不确定性</translation>
    </message>
    <message>
        <source>given</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>The replay gave the same lists.</source>
        <translation>重放得到相同的列表。</translation>
    </message>
    <message>
        <source>The replay gave other lists.</source>
        <translation>重放得到不同的列表。</translation>
    </message>
    <message>
        <source>{algorithm}, exploration {a}, seed {seed}: {n} answers. {verdict}</source>
        <translation>{algorithm}，探索 {a}，种子 {seed}：{n} 个回答。{verdict}</translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <translation>图片 (PNG)…</translation>
    </message>
    <message>
        <source>Drawing (SVG)…</source>
        <translation>矢量图 (SVG)…</translation>
    </message>
    <message>
        <source>Numbers (CSV)…</source>
        <translation>数值 (CSV)…</translation>
    </message>
    <message>
        <source>Export this chart</source>
        <translation>导出此图表</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>无法写入 {path}：{reason}。</translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message>
        <source>CSV: interactions, one file…</source>
        <translation>CSV：交互，单个文件…</translation>
    </message>
    <message>
        <source>CSV: all tables, a folder…</source>
        <translation>CSV：所有表，文件夹…</translation>
    </message>
    <message>
        <source>Parquet: interactions, one file…</source>
        <translation>Parquet：交互，单个文件…</translation>
    </message>
    <message>
        <source>Parquet: all tables, a folder…</source>
        <translation>Parquet：所有表，文件夹…</translation>
    </message>
    <message>
        <source>RecBole atomic files, a folder…</source>
        <translation>RecBole 原子文件，文件夹…</translation>
    </message>
    <message>
        <source>Exporting {name}</source>
        <translation>正在导出 {name}</translation>
    </message>
    <message>
        <source>Export the interactions</source>
        <translation>导出交互</translation>
    </message>
    <message>
        <source>Name of the new folder</source>
        <translation>新文件夹的名称</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), {size}, written to {path}.</source>
        <translation>
            <numerusform>已将 %n 个文件（{size}）写入 {path}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>Faithful</name>
    <message>
        <source>This model has no attention; use {method}.</source>
        <translation>该模型没有注意力；请用{method}。</translation>
    </message>
    <message>
        <source>There is too little to judge by.</source>
        <translation>可供评判的太少。</translation>
    </message>
    <message>
        <source>removing items in the order of “{method}” lowers the score {random}× faster than random, {recency}× faster than recency</source>
        <translation>按“{method}”的顺序移除物品，分数下降速度是随机顺序的 {random} 倍、按新近程度的 {recency} 倍</translation>
    </message>
    <message>
        <source>removing items in random order or by recency does not lower the score at all</source>
        <translation>按随机顺序或新近程度移除物品都不会降低分数</translation>
    </message>
    <message>
        <source>Attention is no explanation here; use {method} ({measured}).</source>
        <translation>注意力在此不是解释；请用{method}（{measured}）。</translation>
    </message>
    <message>
        <source>Partly faithful {score}: {measured}; {doubts}.</source>
        <translation>部分可信 {score}：{measured}；{doubts}。</translation>
    </message>
    <message>
        <source>Faithful {score}: {measured}.</source>
        <translation>可信 {score}：{measured}。</translation>
    </message>
    <message>
        <source>it is not surely better than random orders</source>
        <translation>不能肯定优于随机顺序</translation>
    </message>
    <message>
        <source>it tells no more than which interactions are recent</source>
        <translation>除了哪些交互较新之外没有告诉更多</translation>
    </message>
    <message>
        <source>other methods find much more</source>
        <translation>其他方法发现的多得多</translation>
    </message>
    <message>
        <source>other weights would give the same list</source>
        <translation>换成别的权重也会得到同样的列表</translation>
    </message>
    <message>
        <source>an untrained model looks at the same places</source>
        <translation>未训练的模型看的是同样的地方</translation>
    </message>
</context>
<context>
    <name>FaithfulCard</name>
    <message>
        <source>Is this map faithful?</source>
        <translation>这张图可信吗？</translation>
    </message>
    <message>
        <source>items removed</source>
        <translation>移除的物品数</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Judge the model</source>
        <translation>评判模型</translation>
    </message>
    <message>
        <source>Explains a recommendation of each of 60 people, and averages, with 95 % intervals.</source>
        <translation>为 60 个人各解释一条推荐并取平均，附 95 % 区间。</translation>
    </message>
    <message>
        <source>What would change it?</source>
        <translation>怎样会改变？</translation>
    </message>
    <message>
        <source>The smallest change of the history that drops the item out of the top 10.</source>
        <translation>使该物品跌出前 10 的最小历史改动。</translation>
    </message>
    <message>
        <source>Removing items, in every method&apos;s order …</source>
        <translation>正按各方法的顺序移除物品……</translation>
    </message>
    <message>
        <source>The model, over {n} people: {verdict}</source>
        <translation>整个模型（{n} 人）：{verdict}</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Deletion</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>The score while items are removed in each order</source>
        <translation>按各顺序移除物品时的分数</translation>
    </message>
    <message>
        <source>Insertion</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>The score while items are put back in each order</source>
        <translation>按各顺序放回物品时的分数</translation>
    </message>
    <message>
        <source>items put back</source>
        <translation>放回的物品数</translation>
    </message>
</context>
<context>
    <name>FeaturesPage</name>
    <message>
        <source>Measuring</source>
        <translation>正在度量</translation>
    </message>
    <message>
        <source>What attributes tell about who meets what</source>
        <translation>属性能在多大程度上说明谁接触什么</translation>
    </message>
    <message>
        <source>Attributes that tell nothing as they are</source>
        <translation>目前不提供信息的属性</translation>
    </message>
    <message>
        <source>No attributes</source>
        <translation>没有属性</translation>
    </message>
    <message>
        <source>This dataset knows only who met what: its items and users have no attributes.</source>
        <translation>该数据集只记录谁接触过什么：物品和用户都没有属性。</translation>
    </message>
    <message>
        <source>{n} of {all} tell something</source>
        <translation>{all} 个中有 {n} 个提供信息</translation>
    </message>
    <message>
        <source>Counted on {n} interactions.</source>
        <translation>基于 {n} 条交互统计。</translation>
    </message>
    <message>
        <source>No attribute tells more than chance about who meets what.</source>
        <translation>没有属性比随机更能说明谁接触什么。</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Information beyond chance</source>
        <translation>超出随机的信息量</translation>
    </message>
    <message>
        <source>Mutual information less its mean over shuffles</source>
        <translation>互信息减去打乱后的平均值</translation>
    </message>
    <message>
        <source>of its entropy</source>
        <translation>占其熵的比例</translation>
    </message>
    <message>
        <source>Which share of what there is to know of the value is told</source>
        <translation>属性值的全部信息中有多大比例可由此得知</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>评分值</translation>
    </message>
    <message>
        <source>How many different ones there are</source>
        <translation>不同取值的个数</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Share of the items or users without a value</source>
        <translation>没有取值的物品或用户占比</translation>
    </message>
    <message>
        <source>{n} bits</source>
        <translation>{n} 比特</translation>
    </message>
    <message>
        <source>of items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>of users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>随机水平</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>标识符</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Tells no more than the same values dealt out at random ({bits} bits, {chance} by chance).</source>
        <translation>不比随机分配同样的取值更有信息（{bits} 比特，随机为 {chance}）。</translation>
    </message>
    <message>
        <source>Has one value only.</source>
        <translation>只有一个取值。</translation>
    </message>
    <message>
        <source>Has {n} different values: it names things rather than describing them.</source>
        <translation>有 {n} 个不同取值：它是在命名而非描述。</translation>
    </message>
    <message>
        <source>Says the same as {other}.</source>
        <translation>与 {other} 表达的内容相同。</translation>
    </message>
    <message>
        <source>Is known of nothing.</source>
        <translation>全部缺失。</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>cut-off</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>{metric} by cut-off</source>
        <translation>{metric} 随截断变化</translation>
    </message>
    <message>
        <source>Tick runs in the table to compare them.</source>
        <translation>请在表中勾选要比较的运行。</translation>
    </message>
    <message>
        <source>Which runs are drawn</source>
        <translation>绘制哪些运行</translation>
    </message>
    <message>
        <source>The best {0}</source>
        <translation>最好的 {0} 个</translation>
    </message>
    <message>
        <source>The first {0}</source>
        <translation>前 {0} 个</translation>
    </message>
    <message>
        <source>The best {n} of {all} ticked runs are drawn, best first.</source>
        <translation>在勾选的 {all} 个运行中绘制最好的 {n} 个，从好到差。</translation>
    </message>
    <message>
        <source>The first {n} of {all} ticked runs are drawn.</source>
        <translation>在勾选的 {all} 个运行中绘制前 {n} 个。</translation>
    </message>
</context>
<context>
    <name>FileCard</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>文件夹</translation>
    </message>
</context>
<context>
    <name>FindingRow</name>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>去除</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已去除</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>已保留</translation>
    </message>
    <message>
        <source>line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>收起</translation>
    </message>
    <message numerus="yes">
        <source>%n more examples</source>
        <translation>
            <numerusform>另有 %n 个例子</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ForgetDialog</name>
    <message>
        <source>Forget a user</source>
        <translation>遗忘用户</translation>
    </message>
    <message>
        <source>Forget user {id} of “{name}”?</source>
        <translation>遗忘“{name}”中的用户 {id}？</translation>
    </message>
    <message>
        <source>Forgetting</source>
        <translation>遗忘</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Forget this user</source>
        <translation>遗忘该用户</translation>
    </message>
    <message>
        <source>Put what still holds them into the bin</source>
        <translation>将仍含该用户的内容移入回收站</translation>
    </message>
    <message>
        <source>All interactions and attributes of this user are removed, which makes a new version.</source>
        <translation>该用户的所有交互和属性都会被移除，并生成新版本。</translation>
    </message>
    <message>
        <source>Versions and datasets that still hold them are listed afterwards, to be put into the bin; they go for good when the bin is emptied.</source>
        <translation>随后会列出仍含该用户的版本和数据集，供移入回收站；清空回收站后即永久删除。</translation>
    </message>
    <message>
        <source>Every model that was trained with them is marked. It keeps what it learned: train it again.</source>
        <translation>用到该用户数据训练的每个模型都会被标记。模型仍保留所学内容，请重新训练。</translation>
    </message>
    <message>
        <source>The file that was imported is not touched.</source>
        <translation>最初导入的文件不会被改动。</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Trained on this version: {runs}</source>
        <translation>用此版本训练的运行：{runs}</translation>
    </message>
    <message>
        <source>Forgetting a user</source>
        <translation>正在遗忘用户</translation>
    </message>
    <message>
        <source>Cancelled; everything is as it was.</source>
        <translation>已取消，一切保持原样。</translation>
    </message>
    <message>
        <source>The user is forgotten in “{name}”.</source>
        <translation>已在“{name}”中遗忘该用户。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
        <source>Query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>SELECT …, in place of a table</source>
        <translation>SELECT …，代替选择表</translation>
    </message>
    <message>
        <source>Empty is</source>
        <translation>空值标记</translation>
    </message>
    <message>
        <source>such as 99, beside empty cells</source>
        <translation>例如 99，空单元格除外</translation>
    </message>
    <message>
        <source>any other table</source>
        <translation>其他表</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>数据表</translation>
    </message>
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
        <source>Quotes &quot;</source>
        <translation>引号 &quot;</translation>
    </message>
    <message>
        <source>wrap fields</source>
        <translation>包裹字段</translation>
    </message>
    <message>
        <source>are letters like others</source>
        <translation>视为普通字符</translation>
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
        <source>Latin-1 (Western)</source>
        <translation>Latin-1（西欧）</translation>
    </message>
    <message>
        <source>Windows-1252 (Western)</source>
        <translation>Windows-1252（西欧）</translation>
    </message>
    <message>
        <source>Windows-1250 (Central)</source>
        <translation>Windows-1250（中欧）</translation>
    </message>
    <message>
        <source>microseconds since 1970</source>
        <translation>自 1970 年起的微秒数</translation>
    </message>
    <message>
        <source>nanoseconds since 1970</source>
        <translation>自 1970 年起的纳秒数</translation>
    </message>
    <message>
        <source>dates, year first</source>
        <translation>日期，年在前</translation>
    </message>
    <message>
        <source>dates, day first</source>
        <translation>日期，日在前</translation>
    </message>
    <message>
        <source>dates, month first</source>
        <translation>日期，月在前</translation>
    </message>
    <message>
        <source>Windows-1251 (Cyrillic)</source>
        <translation>Windows-1251（西里尔文）</translation>
    </message>
    <message>
        <source>Windows-1253 (Greek)</source>
        <translation>Windows-1253（希腊文）</translation>
    </message>
    <message>
        <source>KOI8-R (Cyrillic)</source>
        <translation>KOI8-R（西里尔文）</translation>
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
        <source>EUC-JP (Japanese)</source>
        <translation>EUC-JP（日文）</translation>
    </message>
    <message>
        <source>EUC-KR (Korean)</source>
        <translation>EUC-KR（韩文）</translation>
    </message>
    <message>
        <source>A row is</source>
        <translation>每行表示</translation>
    </message>
    <message>
        <source>an interaction</source>
        <translation>一条交互</translation>
    </message>
    <message>
        <source>a user, its columns items</source>
        <translation>一位用户，各列为物品</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>小数</translation>
    </message>
    <message>
        <source>4.5 with a point</source>
        <translation>4.5，小数点</translation>
    </message>
    <message>
        <source>4,5 with a comma</source>
        <translation>4,5，小数逗号</translation>
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
    <name>HeadTiles</name>
    <message>
        <source>L{layer} · H{head}</source>
        <translation>层{layer} · 头{head}</translation>
    </message>
</context>
<context>
    <name>HeadsTable</name>
    <message>
        <source>ndcg@10 without it</source>
        <translation>关闭后的 ndcg@10</translation>
    </message>
    <message>
        <source>L{layer} · H{head}</source>
        <translation>层{layer} · 头{head}</translation>
    </message>
    <message>
        <source>{definition}
95 % interval {low} … {high}; looking everywhere alike: {expected}</source>
        <translation>{definition}
95 % 区间 {low} … {high}；均匀地看：{expected}</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>ndcg@10 is {value} with it, on {n} people of the test part</source>
        <translation>保留时 ndcg@10 为 {value}，测试部分 {n} 人</translation>
    </message>
    <message>
        <source>Point at a number for its definition, its interval, and what looking everywhere alike gives.</source>
        <translation>指向数字可见其定义、区间，以及均匀地看时的值。</translation>
    </message>
    <message>
        <source>Looking at many people …</source>
        <translation>正在查看许多人……</translation>
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
    <name>HistoryCard</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>重做（Ctrl+Shift+Z）</translation>
    </message>
    <message>
        <source>+ Add an item to try</source>
        <translation>+ 添加一个物品试试</translation>
    </message>
    <message>
        <source>Part of a title or id</source>
        <translation>标题或 ID 的一部分</translation>
    </message>
    <message>
        <source>No item has this in its title.</source>
        <translation>没有物品的标题包含它。</translation>
    </message>
    <message>
        <source>Change value and date…</source>
        <translation>更改数值和日期…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take all changes back</source>
        <translation>撤回全部更改</translation>
    </message>
    <message numerus="yes">
        <source>What-if: %n change(s)</source>
        <translation>
            <numerusform>假设：%n 处更改</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} interactions, newest first</source>
        <translation>{n} 条交互，最新的在前</translation>
    </message>
    <message>
        <source>{title} — {n} interactions</source>
        <translation>{title} — {n} 条交互</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Delete removes, Alt with the arrows moves, Return changes value and date; or drag.</source>
        <translation>Delete 移除，Alt 加方向键移动，回车更改数值和日期；也可以拖动。</translation>
    </message>
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
        <source>Open instead</source>
        <translation>改为打开</translation>
    </message>
    <message>
        <source>Another dataset; nothing of this one is stored.</source>
        <translation>作为另一个数据集；当前文件不会保存任何内容。</translation>
    </message>
    <message>
        <source>Add to this dataset</source>
        <translation>加入此数据集</translation>
    </message>
    <message>
        <source>Attributes of items or users, pictures or sounds named by item.</source>
        <translation>物品或用户的属性，或以物品命名的图片、声音。</translation>
    </message>
    <message>
        <source>There is nothing to check.</source>
        <translation>没有可检查的内容。</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>正在检查 {name}</translation>
    </message>
    <message>
        <source>The check could not be finished.</source>
        <translation>检查未能完成。</translation>
    </message>
    <message>
        <source>The check was stopped. It has to be finished before anything is stored.</source>
        <translation>检查已停止。必须完成检查才能保存。</translation>
    </message>
    <message numerus="yes">
        <source>Import %n interactions</source>
        <translation>
            <numerusform>导入 %n 条交互</numerusform>
        </translation>
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
        <source>First rows</source>
        <translation>前几行</translation>
    </message>
    <message>
        <source>This file is understood as you corrected it the last time.</source>
        <translation>此文件按您上次更正的方式理解。</translation>
    </message>
    <message>
        <source>Guess anew</source>
        <translation>重新猜测</translation>
    </message>
</context>
<context>
    <name>ItemView</name>
    <message>
        <source>All items</source>
        <translation>所有物品</translation>
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
        <translation>其用户还接触过</translation>
    </message>
    <message>
        <source>Picture of {title}</source>
        <translation>{title} 的图片</translation>
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
        <translation>流行度排名</translation>
    </message>
    <message>
        <source>mean value</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Counted on {n} of its users.</source>
        <translation>统计自其中 {n} 位用户。</translation>
    </message>
    <message>
        <source>{share} · {lift}× chance</source>
        <translation>{share} · 随机水平的 {lift} 倍</translation>
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
    <name>LanguagePage</name>
    <message>
        <source>Re-rank by a language model on this machine</source>
        <translation>用本机的语言模型重新排序</translation>
    </message>
    <message>
        <source>No model is chosen.</source>
        <translation>尚未选择模型。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>A causal language model in Hugging Face layout, with safetensors weights. Nothing is downloaded.</source>
        <translation>Hugging Face 格式的因果语言模型，权重为 safetensors。不会下载任何东西。</translation>
    </message>
    <message>
        <source>candidates: </source>
        <translation>候选：</translation>
    </message>
    <message>
        <source>How many of the list are re-ranked</source>
        <translation>列表中有多少项被重新排序</translation>
    </message>
    <message>
        <source>Rank by</source>
        <translation>排序依据</translation>
    </message>
    <message>
        <source>By token</source>
        <translation>按词元</translation>
    </message>
    <message>
        <source>Likelihood a token: titles of all lengths alike</source>
        <translation>每个词元的似然：长短标题一视同仁</translation>
    </message>
    <message>
        <source>Whole title</source>
        <translation>整个标题</translation>
    </message>
    <message>
        <source>Likelihood of the whole title: favours short ones</source>
        <translation>整个标题的似然：偏向短标题</translation>
    </message>
    <message>
        <source>Write a sentence</source>
        <translation>写一句话</translation>
    </message>
    <message>
        <source>Why the first item, from what the model was measured to rest on; marked as generated</source>
        <translation>为何是第一项：只根据实测中模型所依据的内容；标明为生成</translation>
    </message>
    <message>
        <source>Prompt; {history} stands for the titles</source>
        <translation>提示词；{history} 代表标题</translation>
    </message>
    <message>
        <source>Usual prompt</source>
        <translation>默认提示词</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Re-rank</source>
        <translation>重新排序</translation>
    </message>
    <message>
        <source>What came out</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Generated, not measured</source>
        <translation>生成的，并非实测</translation>
    </message>
    <message>
        <source>The list after the language model</source>
        <translation>语言模型排序后的列表</translation>
    </message>
    <message>
        <source>Exactly what the model read</source>
        <translation>模型读到的原文</translation>
    </message>
    <message>
        <source>Choose the folder of a language model</source>
        <translation>选择语言模型的文件夹</translation>
    </message>
    <message>
        <source>{parameters} parameters, about {need} of memory; {free} are free.</source>
        <translation>{parameters} 个参数，约需内存 {need}；可用 {free}。</translation>
    </message>
    <message>
        <source>It does not fit.</source>
        <translation>放不下。</translation>
    </message>
    <message>
        <source>Re-ranking…</source>
        <translation>正在重新排序…</translation>
    </message>
    <message>
        <source>Choose a stored user: lists of people who were put together stay as they are</source>
        <translation>请选择已存储的用户：临时拼出的人的列表保持不变</translation>
    </message>
    <message>
        <source>Re-ranking the list of {user}</source>
        <translation>正在重新排序 {user} 的列表</translation>
    </message>
    <message>
        <source>{run}, user {user}, stored history; re-ranked by {model}. Nothing was sampled.</source>
        <translation>{run}，用户 {user}，存储的历史；由 {model} 重新排序。没有任何采样。</translation>
    </message>
    <message>
        <source>By {model}, from these titles only: {titles}</source>
        <translation>由 {model} 仅根据这些标题写成：{titles}</translation>
    </message>
</context>
<context>
    <name>LearningPage</name>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Validation {metric}</source>
        <translation>验证 {metric}</translation>
    </message>
    <message>
        <source>None of the ticked runs has learned in epochs.</source>
        <translation>所选运行均未按轮次学习。</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>This workspace is open read-only; nothing can be changed.</source>
        <translation>该工作区以只读方式打开，无法更改。</translation>
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
        <translation>“{name}”已移入回收站。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>ListCard</name>
    <message>
        <source>Diversity</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>From the model&apos;s own order (left) to diversity alone (right)</source>
        <translation>从模型自己的顺序（左）到只看多样性（右）</translation>
    </message>
    <message>
        <source>MMR</source>
        <translation>MMR</translation>
    </message>
    <message>
        <source>Maximal marginal relevance: next comes what is unlike all before it.</source>
        <translation>最大边际相关：下一个总是与前面都不相似的。</translation>
    </message>
    <message>
        <source>DPP</source>
        <translation>DPP</translation>
    </message>
    <message>
        <source>Determinantal point process: the whole list spans as much as it can.</source>
        <translation>行列式点过程：整个列表张成尽可能大的空间。</translation>
    </message>
    <message>
        <source>Calibrated</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>The list&apos;s categories come in the proportions of the history.</source>
        <translation>列表的类别比例与历史一致。</translation>
    </message>
    <message>
        <source>Method of diversity</source>
        <translation>多样化方法</translation>
    </message>
    <message>
        <source>Nothing is left to list. Loosen a filter or a rule.</source>
        <translation>没有可列出的物品了。请放宽某个筛选或规则。</translation>
    </message>
    <message>
        <source>Top {k} of {n}</source>
        <translation>前 {k}，共 {n}</translation>
    </message>
    <message>
        <source>· {ms} ms</source>
        <translation>· {ms} 毫秒</translation>
    </message>
    <message>
        <source>Left the list: {titles}</source>
        <translation>离开列表：{titles}</translation>
    </message>
    <message>
        <source>Diversity {d}</source>
        <translation>多样性 {d}</translation>
    </message>
    <message>
        <source>novelty {n} bits</source>
        <translation>新颖度 {n} 比特</translation>
    </message>
    <message>
        <source>off the history&apos;s categories {c}</source>
        <translation>与历史类别的偏离 {c}</translation>
    </message>
    <message>
        <source>score kept {s}</source>
        <translation>保留分数 {s}</translation>
    </message>
    <message>
        <source>Take it all back</source>
        <translation>全部撤回</translation>
    </message>
    <message>
        <source>Forget every thumb and “not interested” of this person, also earlier ones.</source>
        <translation>忘掉此人的所有点赞、点踩和“不感兴趣”，包括以前的。</translation>
    </message>
    <message>
        <source>Items judged: {n}</source>
        <translation>已评价物品：{n}</translation>
    </message>
</context>
<context>
    <name>ListExport</name>
    <message>
        <source>Export recommendations</source>
        <translation>导出推荐</translation>
    </message>
    <message>
        <source>Ids of users, one a line or with commas between</source>
        <translation>用户 ID，每行一个或用逗号分隔</translation>
    </message>
    <message>
        <source>Writing {file}</source>
        <translation>正在写入 {file}</translation>
    </message>
    <message>
        <source>Wrote {path}.</source>
        <translation>已写入 {path}。</translation>
    </message>
    <message>
        <source>Table (CSV)…</source>
        <translation>表格（CSV）…</translation>
    </message>
    <message>
        <source>Columns (Parquet)…</source>
        <translation>列式文件（Parquet）…</translation>
    </message>
    <message>
        <source>Records (JSON)…</source>
        <translation>记录（JSON）…</translation>
    </message>
    <message>
        <source>This user&apos;s list</source>
        <translation>该用户的列表</translation>
    </message>
    <message>
        <source>The lists of chosen users</source>
        <translation>所选用户的列表</translation>
    </message>
    <message>
        <source>The lists of all users</source>
        <translation>所有用户的列表</translation>
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
        <source>“{job}” is still running. Closing pauses it; resume it in Train when you are back.</source>
        <translation>“{job}”仍在运行。关闭窗口会将其暂停，回来后可在“训练”中继续。</translation>
    </message>
    <message>
        <source>Open as a dataset</source>
        <translation>作为数据集打开</translation>
    </message>
    <message>
        <source>It is shown and checked before it is stored.</source>
        <translation>保存前会先显示并检查。</translation>
    </message>
    <message>
        <source>{job} failed: {error}</source>
        <translation>{job}失败：{error}</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Map of items</source>
        <translation>物品地图</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>向量</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学到的</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>by category</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>by popularity</source>
        <translation>按热度</translation>
    </message>
    <message>
        <source>Show all items</source>
        <translation>显示全部物品</translation>
    </message>
    <message>
        <source>Similar items</source>
        <translation>相似物品</translation>
    </message>
    <message>
        <source>UMAP is laying the items out; the bar below shows how far it is.</source>
        <translation>UMAP 正在布局；进度见下方的任务栏。</translation>
    </message>
    <message>
        <source>Laying out the map</source>
        <translation>正在布局地图</translation>
    </message>
    <message>
        <source>Point at an item to read its title; the wheel zooms, dragging moves.</source>
        <translation>指向物品可看标题；滚轮缩放，拖动平移。</translation>
    </message>
    <message>
        <source>Colour: from few people (pale) to many, in equal shares of the items.</source>
        <translation>颜色：从少数人（浅）到多数人，每档物品数相同。</translation>
    </message>
    <message>
        <source>categories</source>
        <translation>类别</translation>
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
    <message>
        <source>Nothing to compare items by: this model learns no vectors, and they have no categories and no encoded content.</source>
        <translation>没有可用来比较物品的依据：该模型不学习向量，物品也没有类别和已编码的内容。</translation>
    </message>
    <message>
        <source>other or none</source>
        <translation>其他或无</translation>
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
        <source>Protocol</source>
        <translation>评估协议</translation>
    </message>
    <message>
        <source>At {k}</source>
        <translation>前 {k} 名</translation>
    </message>
    <message>
        <source>Wrote {path}.</source>
        <translation>已写入 {path}。</translation>
    </message>
    <message>
        <source>Runs of</source>
        <translation>运行范围</translation>
    </message>
    <message>
        <source>This dataset</source>
        <translation>本数据集</translation>
    </message>
    <message>
        <source>All datasets</source>
        <translation>全部数据集</translation>
    </message>
    <message>
        <source>Table (LaTeX, booktabs)…</source>
        <translation>表格 (LaTeX, booktabs)…</translation>
    </message>
    <message>
        <source>Report (HTML, with every protocol card)…</source>
        <translation>报告 (HTML，含全部评测协议)…</translation>
    </message>
    <message>
        <source>Filter: model, number, factors=64 …</source>
        <translation>筛选：模型、编号、factors=64 …</translation>
    </message>
    <message>
        <source>Filter the runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>Group the runs</source>
        <translation>运行分组</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>按模型</translation>
    </message>
    <message>
        <source>By dataset</source>
        <translation>按数据集</translation>
    </message>
    <message>
        <source>By protocol</source>
        <translation>按协议</translation>
    </message>
    <message>
        <source>Settings that differ</source>
        <translation>仅显示差异设置</translation>
    </message>
    <message>
        <source>Show the settings in which the ticked runs differ, and no others</source>
        <translation>仅显示所选运行之间不同的设置</translation>
    </message>
    <message>
        <source>Tick all shown</source>
        <translation>全选所示</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Charts of the ticked runs</source>
        <translation>所选运行的图表</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Trade-off</source>
        <translation>权衡</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>检验</translation>
    </message>
    <message>
        <source>People</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <source>{ticked} of {all} ticked</source>
        <translation>已选 {ticked} / {all}</translation>
    </message>
    <message>
        <source>The ticked runs were measured under {n} protocols: their figures cannot be compared.</source>
        <translation>所选运行按 {n} 种协议评测：其数值不可比较。</translation>
    </message>
    <message>
        <source>Tick runs in the table to compare them.</source>
        <translation>请在表中勾选要比较的运行。</translation>
    </message>
    <message>
        <source>Exporting {0} runs</source>
        <translation>正在导出 {0} 个运行</translation>
    </message>
    <message>
        <source>By experiment</source>
        <translation>按实验</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are in the queue. They stand together under “By experiment”.</source>
        <translation>
            <numerusform>%n 个运行已排队，它们在“按实验”分组下并列显示。</numerusform>
        </translation>
    </message>
    <message>
        <source>Watch in Train</source>
        <translation>在训练中查看</translation>
    </message>
</context>
<context>
    <name>ModalityCard</name>
    <message>
        <source>Encoder of {what}</source>
        <translation>{what}的编码器</translation>
    </message>
    <message>
        <source>Encode</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{all} 中的 {n}</translation>
    </message>
    <message>
        <source>No item has any.</source>
        <translation>没有物品具有此内容。</translation>
    </message>
    <message>
        <source>{name} (not installed)</source>
        <translation>{name}（未安装）</translation>
    </message>
    <message>
        <source>A model&apos;s folder…</source>
        <translation>模型文件夹…</translation>
    </message>
    <message>
        <source>{title}: {n} encoded, {width} numbers each</source>
        <translation>{title}：已编码 {n} 个，每个 {width} 维</translation>
    </message>
    <message>
        <source>{n} skipped</source>
        <translation>跳过 {n} 个</translation>
    </message>
    <message>
        <source>interrupted; Encode goes on</source>
        <translation>已中断；按“编码”继续</translation>
    </message>
    <message>
        <source>Not encoded yet.</source>
        <translation>尚未编码。</translation>
    </message>
    <message>
        <source>Encoding…</source>
        <translation>正在编码…</translation>
    </message>
    <message>
        <source>Choose the folder of a pretrained model</source>
        <translation>选择预训练模型的文件夹</translation>
    </message>
    <message>
        <source>{name} does not read {what}.</source>
        <translation>{name} 不能读取{what}。</translation>
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
    <message>
        <source>Ablation</source>
        <translation>消融</translation>
    </message>
    <message>
        <source>What each modality is worth: train without it, and test the change</source>
        <translation>每种模态的价值：去掉它重新训练，并检验变化</translation>
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
    <name>NumbersDialog</name>
    <message>
        <source>How faithful the explanations are</source>
        <translation>这些解释有多可信</translation>
    </message>
    <message>
        <source>This recommendation: {title}</source>
        <translation>这条推荐：{title}</translation>
    </message>
    <message>
        <source>The model, over {n} people</source>
        <translation>整个模型（{n} 人）</translation>
    </message>
    <message>
        <source>When attention is permuted, {kept} of the top 10 stays; the rank correlation with the attention of the untrained model is {untrained}.</source>
        <translation>打乱注意力后，前 10 中有 {kept} 保留；与未训练模型注意力的秩相关为 {untrained}。</translation>
    </message>
    <message>
        <source>How this is measured</source>
        <translation>如何测量</translation>
    </message>
    <message>
        <source>The score is that of the item less the mean score of the catalogue, as a share of what it is with the whole history. Items are removed in the order of each method. The drop is how far the score has fallen on the average of the way; “2× faster” is a drop twice as large. Deletion and insertion are areas under the curves while items are removed, or put into an empty history. Comprehensiveness and sufficiency are the fall without, and with only, the first 1, 5, 10, 20 and 50 % (DeYoung et al., 2020). Random order and recency are controls: an explanation has to know more than they do. The score of faithfulness, 0 to 1, says where the best order by attention stands between random orders and the best order of any method. A model is called faithful where its attention is surely faster than both controls, the score is 0.5 or more, permuting attention changes its lists (Jain &amp; Wallace, 2019), and an untrained model looks elsewhere (Adebayo et al., 2018).</source>
        <translation>分数是该物品的分数减去全体物品的平均分，并以完整历史下的值为 1。按各方法的顺序移除物品。下降是途中分数平均下降了多少；“快 2 倍”即下降为两倍。删除和插入是移除物品、或把物品放入空历史时曲线下的面积。全面性和充分性是去掉、或只保留最前 1、5、10、20 和 50 % 时的下降（DeYoung 等，2020）。随机顺序和新近程度是对照：解释必须比它们知道得更多。可信分数从 0 到 1，表示最好的注意力顺序位于随机顺序与所有方法中最好顺序之间的何处。若模型的注意力肯定快于两个对照、分数不低于 0.5、打乱注意力会改变其列表（Jain 与 Wallace，2019），且未训练的模型看的是别处（Adebayo 等，2018），则称该模型可信。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>下降</translation>
    </message>
    <message>
        <source>Deletion</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Insertion</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Comprehensiveness</source>
        <translation>全面性</translation>
    </message>
    <message>
        <source>Sufficiency</source>
        <translation>充分性</translation>
    </message>
    <message>
        <source>Rank correlation</source>
        <translation>秩相关</translation>
    </message>
    <message>
        <source>share removed</source>
        <translation>移除的份额</translation>
    </message>
    <message>
        <source>share put back</source>
        <translation>放回的份额</translation>
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
        <source>Also how you corrected what was understood of them.</source>
        <translation>连同你对其识别方式所做的更正。</translation>
    </message>
    <message>
        <source>{path}  (not there any more)</source>
        <translation>{path}（已不存在）</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message numerus="yes">
        <source>CPU · %n thread(s)</source>
        <translation>
            <numerusform>CPU · %n 线程</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OriginCard</name>
    <message>
        <source>Where it comes from</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>存入时间</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>数据指纹</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>源自</translation>
    </message>
    <message>
        <source>Use this recipe</source>
        <translation>使用此配方</translation>
    </message>
    <message>
        <source>Edit it, or replay it on another dataset</source>
        <translation>编辑配方，或将其应用于另一个数据集</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>{n} interactions</source>
        <translation>{n} 条交互</translation>
    </message>
    <message>
        <source>{name} (in the bin)</source>
        <translation>{name}（在回收站中）</translation>
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
        <translation>矩阵填充情况：用户 × 物品</translation>
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
    <name>PathsCard</name>
    <message>
        <source>Paths through attributes</source>
        <translation>经由属性的路径</translation>
    </message>
    <message>
        <source>What the model looks at in this item</source>
        <translation>模型关注该物品的哪些方面</translation>
    </message>
    <message>
        <source>Of the stored history. What the model looked at, not what a removal would change.</source>
        <translation>针对存储的历史。这是模型关注的内容，而不是去掉某项会带来的变化。</translation>
    </message>
    <message numerus="yes">
        <source>{titles} and %n more</source>
        <translation>
            <numerusform>{titles}等另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>shares {relation} {value} with {titles}</source>
        <translation>与{titles}有相同的 {relation}：{value}</translation>
    </message>
    <message>
        <source>It shares no attribute with the history.</source>
        <translation>它与历史没有共同的属性。</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Run A</source>
        <translation>运行 A</translation>
    </message>
    <message>
        <source>Run B</source>
        <translation>运行 B</translation>
    </message>
    <message>
        <source>people, by difference</source>
        <translation>用户（按差异排序）</translation>
    </message>
    <message>
        <source>People by difference</source>
        <translation>按差异排序的用户</translation>
    </message>
    <message>
        <source>Open this person</source>
        <translation>打开该用户</translation>
    </message>
    <message>
        <source>Where B is better</source>
        <translation>B 更好之处</translation>
    </message>
    <message>
        <source>Where A is better</source>
        <translation>A 更好之处</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>Tick two runs in the table, and choose them as A and B.</source>
        <translation>请在表中勾选两个运行，并选为 A 和 B。</translation>
    </message>
    <message>
        <source>A better</source>
        <translation>A 更好</translation>
    </message>
    <message>
        <source>alike</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>B better</source>
        <translation>B 更好</translation>
    </message>
    <message>
        <source>{metric}: A better for {better}, B for {worse}, alike for {alike}</source>
        <translation>{metric}：A 更好 {better} 人，B 更好 {worse} 人，相同 {alike} 人</translation>
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
        <translation>{name}（已预处理）</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Recipe of…</source>
        <translation>沿用配方…</translation>
    </message>
    <message>
        <source>Take the recipe of a dataset that was prepared before</source>
        <translation>沿用之前某个预处理数据集的配方</translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation>添加步骤</translation>
    </message>
    <message>
        <source>What comes out</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>正在统计</translation>
    </message>
    <message>
        <source>Store as</source>
        <translation>保存为</translation>
    </message>
    <message>
        <source>Name of the new dataset</source>
        <translation>新数据集的名称</translation>
    </message>
    <message>
        <source>Save as a new dataset</source>
        <translation>保存为新数据集</translation>
    </message>
    <message>
        <source>The dataset itself stays as it is. The recipe is kept with what it makes.</source>
        <translation>原数据集保持不变，配方会随结果一同保存。</translation>
    </message>
    <message numerus="yes">
        <source>{name} (%n step(s))</source>
        <translation>
            <numerusform>{name}（%n 个步骤）</numerusform>
        </translation>
    </message>
    <message>
        <source>No dataset here was made by a recipe</source>
        <translation>这里还没有由配方生成的数据集</translation>
    </message>
    <message>
        <source>Nothing is left after “{step}”.</source>
        <translation>经过“{step}”后没有剩余数据。</translation>
    </message>
    <message>
        <source>Interactions</source>
        <translation>交互数</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>First</source>
        <translation>最早</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最晚</translation>
    </message>
    <message>
        <source>A new dataset</source>
        <translation>新数据集</translation>
    </message>
    <message>
        <source>The next version of {name}</source>
        <translation>{name} 的下一版本</translation>
    </message>
    <message>
        <source>Save as the next version</source>
        <translation>保存为下一版本</translation>
    </message>
    <message>
        <source>Preparing {name}</source>
        <translation>正在预处理 {name}</translation>
    </message>
</context>
<context>
    <name>Protocol</name>
    <message>
        <source>{split} {leaks} {candidates}; seen items {seen}; {users} users counted. {ties}</source>
        <translation>{split}{leaks}{candidates}；已见物品：{seen}；共 {users} 位用户。{ties}</translation>
    </message>
    <message>
        <source>Protocol {0}: </source>
        <translation>协议 {0}：</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>以及另外 {0} 个</translation>
    </message>
</context>
<context>
    <name>ProtocolPage</name>
    <message>
        <source>Protocol {0}</source>
        <translation>协议 {0}</translation>
    </message>
    <message>
        <source>Found in the data: {0}</source>
        <translation>在数据中发现：{0}</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>调参</translation>
    </message>
    <message>
        <source>{run}: trial {trial} of {trials}, {time}</source>
        <translation>{run}：第 {trial} 次试验，共 {trials} 次，{time}</translation>
    </message>
    <message>
        <source>{run}: not tuned</source>
        <translation>{run}：未调参</translation>
    </message>
</context>
<context>
    <name>QualityCard</name>
    <message>
        <source>Quality</source>
        <translation>数据质量</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) stand out</source>
        <translation>
            <numerusform>%n 项值得注意</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing stands out</source>
        <translation>没有异常</translation>
    </message>
    <message>
        <source>Repeats of a user with an item</source>
        <translation>用户与同一物品的重复交互</translation>
    </message>
    <message>
        <source>Rows exactly like another</source>
        <translation>完全重复的行</translation>
    </message>
    <message>
        <source>Users, items met only once</source>
        <translation>仅出现一次的用户、物品</translation>
    </message>
    <message>
        <source>Median, longest history</source>
        <translation>历史长度：中位数、最长</translation>
    </message>
    <message>
        <source>Inequality of items (Gini)</source>
        <translation>物品不均衡度（基尼系数）</translation>
    </message>
    <message>
        <source>Share of the top 1 % of items</source>
        <translation>前 1% 物品的占比</translation>
    </message>
    <message>
        <source>Within a second of the one before</source>
        <translation>与上一条相隔不到一秒</translation>
    </message>
    <message>
        <source>{name} not known</source>
        <translation>{name}未知</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{total} 中的 {n}</translation>
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
        <translation>还没有步骤。请添加一个，或沿用之前某个预处理数据集的配方。原数据集保持不变。</translation>
    </message>
</context>
<context>
    <name>RecommendPanel</name>
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
        <source>New person</source>
        <translation>新的人</translation>
    </message>
    <message>
        <source>Add items to put a person together; the list follows.</source>
        <translation>添加物品来拼出一个人；列表随之变化。</translation>
    </message>
    <message>
        <source>This user has no interactions.</source>
        <translation>该用户没有交互记录。</translation>
    </message>
    <message>
        <source>Invented</source>
        <translation>虚构数据</translation>
    </message>
    <message>
        <source>Filters and rules</source>
        <translation>筛选与规则</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why each item is in the list</source>
        <translation>每个物品为何在列表中</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Two models or two histories side by side</source>
        <translation>两个模型或两条历史并排</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>All items by their likeness, with history and list on it</source>
        <translation>按相似度排布的全部物品，标出历史和列表</translation>
    </message>
    <message>
        <source>LLM</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>A bandit that learns from thumbs up and down</source>
        <translation>从点赞和点踩中学习的老虎机</translation>
    </message>
    <message>
        <source>Re-rank the list by a language model on this machine</source>
        <translation>用本机的语言模型对列表重新排序</translation>
    </message>
</context>
<context>
    <name>RecommendationList</name>
    <message>
        <source>Recommendations</source>
        <translation>推荐结果</translation>
    </message>
    <message>
        <source>I like this</source>
        <translation>我喜欢</translation>
    </message>
    <message>
        <source>I don&apos;t like this</source>
        <translation>我不喜欢</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>更多类似的</translation>
    </message>
    <message>
        <source>Not interested</source>
        <translation>不感兴趣</translation>
    </message>
</context>
<context>
    <name>RecommendationModel</name>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>{title}
{share} of the users met it. The bar compares scores within this list.</source>
        <translation>{title}
{share} 的用户接触过它。条形用于比较本列表内的得分。</translation>
    </message>
    <message>
        <source>{reason} — by {method}</source>
        <translation>{reason}——依据{method}</translation>
    </message>
</context>
<context>
    <name>RepeatButton</name>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Repeat the ticked runs over seeds or folds</source>
        <translation>在多个种子或折上重复勾选的运行</translation>
    </message>
    <message>
        <source>Over {0} seeds</source>
        <translation>用 {0} 个种子</translation>
    </message>
    <message>
        <source>Over {0} folds</source>
        <translation>用 {0} 折</translation>
    </message>
    <message>
        <source>Train the ticked runs again over seeds or folds of their split, as one experiment</source>
        <translation>在多个种子或其划分的各折上重新训练勾选的运行，作为一个实验</translation>
    </message>
    <message>
        <source>Tick up to {0} runs of one dataset to repeat them</source>
        <translation>勾选同一数据集的至多 {0} 个运行即可重复</translation>
    </message>
</context>
<context>
    <name>RerankedModel</name>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Place in the model&apos;s own list</source>
        <translation>在模型自己列表中的位置</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Log-likelihood</source>
        <translation>对数似然</translation>
    </message>
    <message>
        <source>Of the whole title behind the prompt, in nats; in brackets by token</source>
        <translation>提示词之后整个标题的对数似然（nat）；括号内为每个词元</translation>
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
        <source>user attribute</source>
        <translation>用户属性</translation>
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
        <source>the item&apos;s year</source>
        <translation>物品的年份</translation>
    </message>
    <message>
        <source>anything else about the item</source>
        <translation>物品的其他信息</translation>
    </message>
    <message>
        <source>anything about the user</source>
        <translation>关于用户的任何信息</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>不读取</translation>
    </message>
    <message>
        <source>path of the item&apos;s picture, from the file&apos;s folder</source>
        <translation>物品图片的路径，相对于文件所在文件夹</translation>
    </message>
    <message>
        <source>path of the item&apos;s sound, from the file&apos;s folder</source>
        <translation>物品声音的路径，相对于文件所在文件夹</translation>
    </message>
</context>
<context>
    <name>RunDetailsCard</name>
    <message>
        <source>Run {0}</source>
        <translation>运行 {0}</translation>
    </message>
    <message>
        <source>This run has not ended. Resume it in Train: it goes on from its last checkpoint.</source>
        <translation>这次运行尚未结束。可在“训练”中从最近的检查点继续。</translation>
    </message>
    <message>
        <source>The application ended before this run did. Nothing of its model was kept; train it again.</source>
        <translation>程序在这次运行完成之前就已退出。模型没有保留，请重新训练。</translation>
    </message>
    <message numerus="yes">
        <source>Trained with %n person(s) who asked to be forgotten since. It keeps what it learned of them: train again on the newest version of the dataset, then delete this run.</source>
        <translation>
            <numerusform>训练时包含 %n 位后来要求被遗忘的用户。模型仍保留从他们那里学到的内容：请用数据集的最新版本重新训练，然后删除此运行。</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>Trained with %n person(s) who asked to be forgotten since</source>
        <translation>
            <numerusform>训练时包含 %n 位后来要求被遗忘的用户</numerusform>
        </translation>
    </message>
    <message>
        <source>Knows the forgotten</source>
        <translation>含已遗忘用户</translation>
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
    <name>RunsModel</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>{0} · sampled</source>
        <translation>{0} · 采样</translation>
    </message>
    <message>
        <source>Protocol {0}</source>
        <translation>协议 {0}</translation>
    </message>
    <message>
        <source>≤ {0}</source>
        <translation>≤ {0}</translation>
    </message>
    <message>
        <source>Mean over the repeats, with its 95 % interval</source>
        <translation>各次重复的均值及其 95 % 区间</translation>
    </message>
    <message>
        <source>Not repeated</source>
        <translation>未重复</translation>
    </message>
    <message>
        <source>Experiment {number} · {model}</source>
        <translation>实验 {number} · {model}</translation>
    </message>
    <message>
        <source>≥ {0}</source>
        <translation>≥ {0}</translation>
    </message>
</context>
<context>
    <name>RunsTable</name>
    <message>
        <source>Runs to compare</source>
        <translation>要比较的运行</translation>
    </message>
</context>
<context>
    <name>SearchPopup</name>
    <message>
        <source>Found</source>
        <translation>找到的</translation>
    </message>
</context>
<context>
    <name>SearchableTable</name>
    <message>
        <source>{n} found</source>
        <translation>找到 {n} 项</translation>
    </message>
    <message>
        <source>{n} in all</source>
        <translation>共 {n} 项</translation>
    </message>
    <message>
        <source>Sorting</source>
        <translation>正在排序</translation>
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
    <message>
        <source>Fit again</source>
        <translation>重新拟合</translation>
    </message>
    <message>
        <source>Once validation has selected settings and epochs, fit again on training and validation part together, and judge that model on the test part. Its figures are compared with such runs only.</source>
        <translation>在用验证部分选定设置和轮数之后，用训练部分和验证部分一起重新拟合，并在测试部分上评判这个模型。其数值只与同样做法的运行相比较。</translation>
    </message>
    <message>
        <source>Add a stored run</source>
        <translation>添加已保存的运行</translation>
    </message>
    <message>
        <source>Take the model of a run of this dataset and split into the hybrid as it is, without training it</source>
        <translation>把此数据集和划分的某次运行的模型按原样放入混合模型，而不重新训练</translation>
    </message>
    <message>
        <source>No run of this dataset has a model yet</source>
        <translation>此数据集的运行还没有模型</translation>
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
        <source>Minutes between checkpoints</source>
        <translation>检查点间隔（分钟）</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>A run that is interrupted loses no more than this, and goes on from there to the same weights.</source>
        <translation>运行中断时最多损失这段时间，之后从检查点继续，得到完全相同的权重。</translation>
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
    <name>ShareList</name>
    <message>
        <source>Share of each signal in the items&apos; vectors: the recommended items, and below the line the history, its newest first.</source>
        <translation>各信号在物品向量中所占的份额：先是推荐的物品，线下是历史，最新的在前。</translation>
    </message>
</context>
<context>
    <name>ShareRows</name>
    <message>
        <source>What items are made of</source>
        <translation>物品由什么构成</translation>
    </message>
</context>
<context>
    <name>Signals</name>
    <message>
        <source>ID</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>声音</translation>
    </message>
</context>
<context>
    <name>SlicesPage</name>
    <message>
        <source>Measuring groups…</source>
        <translation>正在按组评测…</translation>
    </message>
    <message>
        <source>Tick runs in the table to compare them.</source>
        <translation>请在表中勾选要比较的运行。</translation>
    </message>
    <message>
        <source>Only the first {n} runs are shown.</source>
        <translation>仅显示前 {n} 个运行。</translation>
    </message>
</context>
<context>
    <name>SparsityView</name>
    <message>
        <source>{share} of the cells hold interactions</source>
        <translation>{share} 的单元格有交互</translation>
    </message>
    <message>
        <source>Users {u0} – {u1} by activity, items {i0} – {i1} by popularity: {share} filled</source>
        <translation>按活跃度第 {u0}–{u1} 位用户，按流行度第 {i0}–{i1} 个物品：密度 {share}</translation>
    </message>
    <message>
        <source>items, most popular left</source>
        <translation>物品，左侧最流行</translation>
    </message>
    <message>
        <source>users, most active on top</source>
        <translation>用户，上方最活跃</translation>
    </message>
</context>
<context>
    <name>SplitRows</name>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分方式</translation>
    </message>
</context>
<context>
    <name>SplitsPage</name>
    <message>
        <source>Counting</source>
        <translation>正在统计</translation>
    </message>
    <message>
        <source>Way of splitting</source>
        <translation>划分方式</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Decides which people or items are drawn, where any are.</source>
        <translation>在需要抽样时，决定抽中哪些用户或物品。</translation>
    </message>
    <message>
        <source>Nothing is stored: a run makes its split anew from these settings and its seed.</source>
        <translation>这里不保存任何内容：每次运行都会按这些设置和随机种子重新划分。</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>各部分</translation>
    </message>
    <message>
        <source>Interactions over time, by part</source>
        <translation>各部分的交互随时间变化</translation>
    </message>
    <message>
        <source>What training sees of the future</source>
        <translation>训练能看到多少未来信息</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Interactions</source>
        <translation>交互数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>cold</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>起止</translation>
    </message>
    <message>
        <source>Users without any interaction in training</source>
        <translation>在训练集中没有任何交互的用户</translation>
    </message>
    <message>
        <source>Items training never meets</source>
        <translation>训练集中从未出现的物品</translation>
    </message>
    <message>
        <source>What this way of splitting promises: {promise}</source>
        <translation>这种划分方式的保证：{promise}</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>What others did later</source>
        <translation>他人后来的行为</translation>
    </message>
    <message>
        <source>The judged people&apos;s own future</source>
        <translation>被评估用户自己的未来</translation>
    </message>
    <message>
        <source>Cannot be known</source>
        <translation>无从得知</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Train with this split</source>
        <translation>用此划分训练</translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>A step that is switched off stays in the list and does nothing</source>
        <translation>停用的步骤仍留在列表中，但不起作用</translation>
    </message>
    <message>
        <source>Settings of the step</source>
        <translation>步骤设置</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove the step</source>
        <translation>移除步骤</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>{change} interactions</source>
        <translation>{change} 条交互</translation>
    </message>
    <message>
        <source>{change} users</source>
        <translation>{change} 位用户</translation>
    </message>
    <message>
        <source>{change} items</source>
        <translation>{change} 个物品</translation>
    </message>
    <message>
        <source>{step} is on</source>
        <translation>启用{step}</translation>
    </message>
    <message>
        <source>Drag to another place</source>
        <translation>拖到其他位置</translation>
    </message>
</context>
<context>
    <name>StudiesBeside</name>
    <message>
        <source>Best so far, on validation</source>
        <translation>迄今最佳（验证）</translation>
    </message>
    <message>
        <source>What was spent</source>
        <translation>所用预算</translation>
    </message>
    <message>
        <source>By trials</source>
        <translation>按试验</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>按时间</translation>
    </message>
    <message>
        <source>Searches side by side</source>
        <translation>并列的搜索</translation>
    </message>
    <message>
        <source>trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>The first trials are being fitted: each model&apos;s own defaults.</source>
        <translation>正在拟合最初的试验：各模型的默认设置。</translation>
    </message>
</context>
<context>
    <name>TargetCard</name>
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
        <source>What becomes of a file that was imported before</source>
        <translation>如何处理曾导入过的文件</translation>
    </message>
    <message>
        <source>New version</source>
        <translation>新版本</translation>
    </message>
    <message>
        <source>The version before stays as it is, with its runs.</source>
        <translation>之前的版本及其运行保持不变。</translation>
    </message>
    <message>
        <source>Separate dataset</source>
        <translation>独立数据集</translation>
    </message>
    <message>
        <source>Nothing links it with the one before.</source>
        <translation>与之前的数据集没有关联。</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>This file was imported on {day} as “{name}”.</source>
        <translation>该文件曾于 {day} 导入为“{name}”。</translation>
    </message>
    <message>
        <source>This file was imported on {day} as “{name}”, and has changed since.</source>
        <translation>该文件曾于 {day} 导入为“{name}”，此后有改动。</translation>
    </message>
    <message>
        <source>This file was imported on {day} as “{name}”, and has not changed since. Imported again, it becomes a dataset of its own.</source>
        <translation>该文件曾于 {day} 导入为“{name}”，此后没有改动。再次导入将成为独立的数据集。</translation>
    </message>
    <message>
        <source>Nothing would be left to store.</source>
        <translation>没有剩余内容可保存。</translation>
    </message>
    <message>
        <source>Will be stored: {rows} interactions of {users} users with {items} items.</source>
        <translation>将保存：{users} 位用户与 {items} 个物品的 {rows} 条交互。</translation>
    </message>
    <message numerus="yes">
        <source>%n rows are left out.</source>
        <translation>
            <numerusform>去除 %n 行。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TestsPage</name>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Paired differences</source>
        <translation>配对差异</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Bold: different with p &lt; 0.05 after Holm&apos;s correction</source>
        <translation>粗体：经 Holm 校正后 p &lt; 0.05 的差异</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>正在检验…</translation>
    </message>
    <message>
        <source>Tick two runs or more: one of them is what the others are compared with.</source>
        <translation>请勾选两个或更多运行：其中一个作为其他的对照。</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>1 + alpha · ln(1 + value/eps)</source>
        <translation>1 + α · ln(1 + 数值/ε)</translation>
    </message>
    <message>
        <source>1 + alpha · value</source>
        <translation>1 + α · 数值</translation>
    </message>
    <message>
        <source>1 for every interaction, or a confidence that grows with the value (Hu, Koren and Volinsky 2008).</source>
        <translation>每条交互记为 1，或使用随数值增长的置信度（Hu、Koren 与 Volinsky，2008）。</translation>
    </message>
    <message>
        <source>A cut-off must be 1 or more.</source>
        <translation>截断位置必须不小于 1。</translation>
    </message>
    <message>
        <source>A file of {what} has {found} bytes where {n_bytes} were stored.</source>
        <translation>{what}的一个文件现有 {found} 字节，而存入时为 {n_bytes} 字节。</translation>
    </message>
    <message>
        <source>A file of {what} is missing.</source>
        <translation>{what}缺少一个文件。</translation>
    </message>
    <message>
        <source>A file of {what} was changed since it was stored.</source>
        <translation>{what}的一个文件在存入后被改动过。</translation>
    </message>
    <message>
        <source>A list is made for one history at a time.</source>
        <translation>每次只能为一段历史生成列表。</translation>
    </message>
    <message>
        <source>A list must have 1 item or more.</source>
        <translation>列表至少要有 1 个物品。</translation>
    </message>
    <message>
        <source>A pause longer than this ends a session.</source>
        <translation>间隔超过此值即结束一次会话。</translation>
    </message>
    <message>
        <source>A person has at least</source>
        <translation>每位用户至少有</translation>
    </message>
    <message>
        <source>A row of {row} refers to a row of {row2} that is gone.</source>
        <translation>{row} 的一行引用了 {row2} 中已不存在的行。</translation>
    </message>
    <message>
        <source>A table of interactions needs a column of users and one of items, and this one has a single column.</source>
        <translation>交互表需要用户列和物品列，而此表只有一列。</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>Add a step first.</source>
        <translation>请先添加一个步骤。</translation>
    </message>
    <message>
        <source>Added to the denominator, so that a similarity from few people counts less.</source>
        <translation>加到分母上，使基于少数用户的相似度权重更低。</translation>
    </message>
    <message>
        <source>Age decay</source>
        <translation>时间衰减</translation>
    </message>
    <message>
        <source>Age, town and occupation together often name a person.</source>
        <translation>年龄、城市与职业合在一起往往就能认出一个人。</translation>
    </message>
    <message>
        <source>All times are equal: they say nothing of the order of events.</source>
        <translation>所有时间都相同，无法说明事件的先后。</translation>
    </message>
    <message>
        <source>All times are the same, {first}: they put nothing in order.</source>
        <translation>所有时间都是 {first}，无法排出先后。</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>α</translation>
    </message>
    <message>
        <source>An empty history has nothing to attend to.</source>
        <translation>空的历史没有可关注的内容。</translation>
    </message>
    <message>
        <source>An interaction counts 1 + {alpha} · ln(1 + value / {epsilon}).</source>
        <translation>每条交互记为 1 + {alpha} · ln(1 + 数值 / {epsilon})。</translation>
    </message>
    <message>
        <source>An interaction counts 1 + {alpha} · value.</source>
        <translation>每条交互记为 1 + {alpha} · 数值。</translation>
    </message>
    <message>
        <source>An item has at least</source>
        <translation>每个物品至少有</translation>
    </message>
    <message>
        <source>Another program has this workspace open.</source>
        <translation>另一个程序正在使用该工作区。</translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation>Apple GPU</translation>
    </message>
    <message>
        <source>Ask for less in that step.</source>
        <translation>请放宽该步骤的条件。</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>要求预测的占比</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>不小于</translation>
    </message>
    <message>
        <source>At least five interactions are needed.</source>
        <translation>至少需要五次交互。</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>不大于</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Attention cannot be written as “{name}”.</source>
        <translation>注意力图无法写成“{name}”。</translation>
    </message>
    <message>
        <source>Attention is shown for one history at a time.</source>
        <translation>每次只能显示一段历史的注意力。</translation>
    </message>
    <message>
        <source>Attention is shown for one history that holds at least one item.</source>
        <translation>显示注意力的历史至少要包含一个物品。</translation>
    </message>
    <message>
        <source>Attention without a softmax, biased by the steps and the time between interactions.</source>
        <translation>不用 softmax 的注意力，按交互之间的步数和时间加偏置。</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>BPR</source>
        <translation>BPR</translation>
    </message>
    <message>
        <source>Backward weight</source>
        <translation>反向权重</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>早于</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <source>Brings values to one scale, over all or for each person.</source>
        <translation>把数值统一到同一尺度，可整体进行，也可按用户进行。</translation>
    </message>
    <message>
        <source>By all values, or by each person&apos;s own, which takes out that some rate high and others low.</source>
        <translation>按全部数值，或按每位用户自己的数值；后者可消除有人打分偏高、有人偏低的影响。</translation>
    </message>
    <message>
        <source>By popularity</source>
        <translation>按流行度</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Check its delimiter.</source>
        <translation>请检查其分隔符。</translation>
    </message>
    <message>
        <source>Check that it is whole and may be read.</source>
        <translation>请确认文件完整且可读。</translation>
    </message>
    <message>
        <source>Check the delimiter.</source>
        <translation>请检查分隔符。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>Check whether it belongs to these interactions.</source>
        <translation>请确认它是否属于这些交互。</translation>
    </message>
    <message>
        <source>Choose a finished run.</source>
        <translation>请选择一次已完成的运行。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>请选择一个有写入权限的文件夹。</translation>
    </message>
    <message>
        <source>Choose a larger regularisation.</source>
        <translation>请增大正则化系数。</translation>
    </message>
    <message>
        <source>Choose a run of an attention model, SASRec for example.</source>
        <translation>请选择注意力模型的运行，例如 SASRec。</translation>
    </message>
    <message>
        <source>Choose a split that holds some interactions out.</source>
        <translation>请选择会留出部分交互的划分方式。</translation>
    </message>
    <message>
        <source>Choose a user with interactions, or add some items.</source>
        <translation>请选择有交互的用户，或添加一些物品。</translation>
    </message>
    <message>
        <source>Choose among</source>
        <translation>可选负样本</translation>
    </message>
    <message>
        <source>Choose an attention model.</source>
        <translation>请选择注意力模型。</translation>
    </message>
    <message>
        <source>Choose an item of the list.</source>
        <translation>请选择列表中的物品。</translation>
    </message>
    <message>
        <source>Choose another column or another delimiter.</source>
        <translation>请选择其他列或其他分隔符。</translation>
    </message>
    <message>
        <source>Choose another column.</source>
        <translation>请选择其他列。</translation>
    </message>
    <message>
        <source>Choose another delimiter.</source>
        <translation>请选择其他分隔符。</translation>
    </message>
    <message>
        <source>Choose another encoding: latin-1 reads most older files.</source>
        <translation>请选择其他编码：latin-1 能读取大多数旧文件。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Choose another split or a larger dataset.</source>
        <translation>请选择其他划分方式或更大的数据集。</translation>
    </message>
    <message>
        <source>Choose another user.</source>
        <translation>请选择其他用户。</translation>
    </message>
    <message>
        <source>Choose another way of splitting.</source>
        <translation>请选择其他划分方式。</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>请选择其他的。</translation>
    </message>
    <message>
        <source>Choose fewer folds, other shares, or a larger dataset.</source>
        <translation>请减少折数、换其他份额或选择更大的数据集。</translation>
    </message>
    <message>
        <source>Choose fewer folds.</source>
        <translation>请减少折数。</translation>
    </message>
    <message>
        <source>Choose one of: {known}.</source>
        <translation>请从中选择：{known}。</translation>
    </message>
    <message>
        <source>Choose other shares, another way of splitting, or a larger dataset.</source>
        <translation>请调整占比、换一种划分方式，或使用更大的数据集。</translation>
    </message>
    <message>
        <source>Choose runs that are done.</source>
        <translation>请选择已完成的运行。</translation>
    </message>
    <message>
        <source>Choose the device “auto” or “cpu”.</source>
        <translation>请选择设备“auto”或“cpu”。</translation>
    </message>
    <message>
        <source>Choose {offered}.</source>
        <translation>请选择 {offered}。</translation>
    </message>
    <message>
        <source>Choose “leave-last-out” or “ratio”, which use the order of the rows.</source>
        <translation>请选择“leave-last-out”或“ratio”，它们使用行的顺序。</translation>
    </message>
    <message>
        <source>Close it, or open the workspace read-only.</source>
        <translation>请关闭它，或以只读方式打开工作区。</translation>
    </message>
    <message>
        <source>Close the other program that has it open, then open it again.</source>
        <translation>请关闭正在使用它的程序，然后重新打开。</translation>
    </message>
    <message>
        <source>Compare it by “is one of” or “contains”.</source>
        <translation>请用“属于”或“包含”来比较。</translation>
    </message>
    <message>
        <source>Compare the next item with all items, or with a random sample: faster for large catalogues.</source>
        <translation>把下一个物品与全部物品比较，或与随机样本比较；后者在物品很多时更快。</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>Correct its header, or move the file away to import without it.</source>
        <translation>请更正其表头，或移走该文件后再导入。</translation>
    </message>
    <message>
        <source>Correct the line, or check the delimiter.</source>
        <translation>请更正该行，或检查分隔符。</translation>
    </message>
    <message>
        <source>Correct the line, or choose another column.</source>
        <translation>请更正该行，或选择其他列。</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>计数方式</translation>
    </message>
    <message>
        <source>Count different items a person and different people an item, not interactions.</source>
        <translation>按每位用户的不同物品数、每个物品的不同用户数统计，而非交互数。</translation>
    </message>
    <message>
        <source>Count pairs of items up to this many steps apart in a history.</source>
        <translation>统计历史中相隔不超过此步数的物品对。</translation>
    </message>
    <message>
        <source>Count repeats once</source>
        <translation>重复只计一次</translation>
    </message>
    <message>
        <source>Counts which items stand close together in histories; the latest items drive the scores.</source>
        <translation>统计历史中彼此邻近的物品；得分主要由最近的物品决定。</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Cuts histories where nothing happened for a while; every session becomes a history of its own.</source>
        <translation>在长时间没有活动处切断历史，每次会话成为独立的历史。</translation>
    </message>
    <message>
        <source>Decide about {KINDS}.</source>
        <translation>请对 {KINDS} 做出决定。</translation>
    </message>
    <message>
        <source>Delete the dataset and empty the bin instead.</source>
        <translation>请改为删除数据集并清空回收站。</translation>
    </message>
    <message>
        <source>Delete the dataset and import it again.</source>
        <translation>请删除该数据集并重新导入。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Dice</source>
        <translation>Dice</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>位数</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Distance decay</source>
        <translation>距离衰减</translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>Diversity of pictures</source>
        <translation>图片多样性</translation>
    </message>
    <message>
        <source>Diversity of sounds</source>
        <translation>声音多样性</translation>
    </message>
    <message>
        <source>Diversity of texts</source>
        <translation>文本多样性</translation>
    </message>
    <message>
        <source>Download or copy it again.</source>
        <translation>请重新下载或复制。</translation>
    </message>
    <message>
        <source>Drawn at random, 0 to 1.</source>
        <translation>随机抽取的占比，0 到 1。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>随机失活</translation>
    </message>
    <message>
        <source>EASE (linear autoencoder)</source>
        <translation>EASE（线性自编码器）</translation>
    </message>
    <message>
        <source>EASE over {n_items} items needs {needed} GB of memory, and {free} GB are free.</source>
        <translation>对 {n_items} 个物品使用 EASE 需要 {needed} GB 内存，目前可用 {free} GB。</translation>
    </message>
    <message>
        <source>Each fold holds another group of the people out, so that everybody is judged once, whatever the test share.</source>
        <translation>每一折留出另一组用户，因此无论测试份额多少，每人都恰好被评估一次。</translation>
    </message>
    <message>
        <source>Each fold judges another group of the people; everything of the others is trained on.</source>
        <translation>每一折评估另一组用户，其余人的全部数据用于训练。</translation>
    </message>
    <message>
        <source>Each fold judges another window of the test, and what came before it is trained on, as time goes on.</source>
        <translation>每一折评估测试期的另一个时间窗口，并用该窗口之前的数据训练，逐窗向前推进。</translation>
    </message>
    <message>
        <source>Each fold takes other items out, so that every item is judged once, whatever the test share.</source>
        <translation>每一折取出另一组物品，因此无论测试份额多少，每个物品都恰好被评估一次。</translation>
    </message>
    <message>
        <source>Each item looks back over the history by self-attention to predict the next one.</source>
        <translation>每个物品通过自注意力回看历史，预测下一个物品。</translation>
    </message>
    <message>
        <source>Each line is a person and then items, oldest first; shown as one row an item.</source>
        <translation>每行先是用户，后是由旧到新的物品；显示时每个物品一行。</translation>
    </message>
    <message>
        <source>Each person&apos;s mean 0, deviation 1</source>
        <translation>每位用户均值 0、标准差 1</translation>
    </message>
    <message>
        <source>Each person&apos;s mean became 0 and deviation 1.</source>
        <translation>每位用户的均值已变为 0、标准差变为 1。</translation>
    </message>
    <message>
        <source>Each person&apos;s mean became 0.</source>
        <translation>每位用户的均值已变为 0。</translation>
    </message>
    <message>
        <source>Each person&apos;s mean becomes 0</source>
        <translation>每位用户均值为 0</translation>
    </message>
    <message>
        <source>Effective sample of satisfaction</source>
        <translation>满意度的有效样本量</translation>
    </message>
    <message>
        <source>Entropy of a row, as a share of the largest possible: 1 looks everywhere alike.</source>
        <translation>一行的熵占最大可能值的比例：1 表示处处均等。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>训练轮数</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>Equal steps between the smallest and the largest value, or about equally many interactions each.</source>
        <translation>在最小值与最大值之间等距划分，或使各级的交互数大致相等。</translation>
    </message>
    <message>
        <source>Every film, person and interaction is invented.</source>
        <translation>所有电影、用户和交互均为虚构。</translation>
    </message>
    <message>
        <source>Every interaction counts 1.</source>
        <translation>每条交互记为 1。</translation>
    </message>
    <message>
        <source>Every item alike</source>
        <translation>均匀抽样</translation>
    </message>
    <message>
        <source>Feed-forward expansion</source>
        <translation>前馈层扩展倍数</translation>
    </message>
    <message>
        <source>Fields cannot be separated by {delimiter}.</source>
        <translation>字段不能用 {delimiter} 分隔。</translation>
    </message>
    <message>
        <source>First moment to keep, UTC: 2020-01-31 or 2020-01-31 13:45; empty for no limit.</source>
        <translation>保留的起始时刻（UTC）：2020-01-31 或 2020-01-31 13:45；留空表示不限。</translation>
    </message>
    <message>
        <source>For lists, such as categories, it is enough that one entry fits.</source>
        <translation>对于类别等列表，有一项符合即可。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>Gap (minutes)</source>
        <translation>间隔（分钟）</translation>
    </message>
    <message>
        <source>Gini</source>
        <translation>基尼系数</translation>
    </message>
    <message>
        <source>Give each item or user a line with its id first.</source>
        <translation>请让每个物品或用户各占一行，并以其 ID 开头。</translation>
    </message>
    <message>
        <source>Give every line its user and item, separated by commas or tabs.</source>
        <translation>每行都应包含用户和物品，以逗号或制表符分隔。</translation>
    </message>
    <message>
        <source>Give every row its ids.</source>
        <translation>请为每行补全 ID。</translation>
    </message>
    <message>
        <source>Give every row its time.</source>
        <translation>请为每行补全时间。</translation>
    </message>
    <message>
        <source>Give one condition at a time.</source>
        <translation>请一次给出一个条件。</translation>
    </message>
    <message>
        <source>Give them more digits.</source>
        <translation>请增加位数。</translation>
    </message>
    <message>
        <source>Go on from there, or bin it first.</source>
        <translation>请从那里继续，或先将其移入回收站。</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Gradient × attention</source>
        <translation>梯度 × 注意力</translation>
    </message>
    <message>
        <source>Half alike, half from the batch</source>
        <translation>一半均匀、一半取自批内</translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall, for each person.</source>
        <translation>每位用户的精确率与召回率的调和平均。</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头数</translation>
    </message>
    <message>
        <source>Hexadecimal digits of a pseudonym.</source>
        <translation>假名的十六进制位数。</translation>
    </message>
    <message>
        <source>History length</source>
        <translation>历史长度</translation>
    </message>
    <message>
        <source>Hit rate</source>
        <translation>命中率</translation>
    </message>
    <message>
        <source>Holds each person&apos;s last interaction out for the test and the one before for validation: the usual protocol of sequential recommendation.</source>
        <translation>留出每位用户的最后一条交互用于测试、倒数第二条用于验证：序列推荐的常用协议。</translation>
    </message>
    <message>
        <source>Holds the latest share of each person&apos;s interactions out, so that people are judged on several things.</source>
        <translation>留出每位用户最近一定比例的交互，使每位用户都按多条交互评估。</translation>
    </message>
    <message>
        <source>How different two people&apos;s lists are on average.</source>
        <translation>两个人的列表平均有多大差异。</translation>
    </message>
    <message>
        <source>How evenly recommendations spread over the catalogue, in bits.</source>
        <translation>推荐在全部物品上分布的均匀程度，以比特为单位。</translation>
    </message>
    <message>
        <source>How far gBCE corrects for the negatives that were not drawn: 0 not at all, 1 fully.</source>
        <translation>gBCE 对未抽到的负样本的校正程度：0 为不校正，1 为完全校正。</translation>
    </message>
    <message>
        <source>How far the categories of the list are from those of the history (Kullback-Leibler divergence).</source>
        <translation>列表的类别与历史的类别相差多远（KL 散度）。</translation>
    </message>
    <message>
        <source>How fast confidence grows; not used for weights of 1.</source>
        <translation>置信度增长的快慢；权重恒为 1 时不使用。</translation>
    </message>
    <message>
        <source>How little the items of a list share their categories (Jaccard distance).</source>
        <translation>列表内物品类别重合的程度有多低（Jaccard 距离）。</translation>
    </message>
    <message>
        <source>How many equally weighted choices say as much as the weighted ones behind the simulated satisfaction.</source>
        <translation>模拟满意度背后的加权选择相当于多少个等权选择。</translation>
    </message>
    <message>
        <source>How many levels; equal values share one.</source>
        <translation>分成几级；相同数值同属一级。</translation>
    </message>
    <message>
        <source>How negatives are drawn. The sampled softmax is corrected for it; gBCE expects uniform ones.</source>
        <translation>负样本的抽取方式。采样 softmax 会据此校正；gBCE 要求均匀抽样。</translation>
    </message>
    <message>
        <source>How probable it is that a target stands above an item that is none, over the whole order.</source>
        <translation>在整个排序中，目标排在非目标物品之前的概率。</translation>
    </message>
    <message>
        <source>How surprising the items are: −log2 of the share of training users who met them.</source>
        <translation>物品有多出人意料：训练用户中接触过它的比例的 −log2。</translation>
    </message>
    <message>
        <source>How the people whom two items share are compared with the people whom each has.</source>
        <translation>两个物品共有的用户与各自用户的比较方式。</translation>
    </message>
    <message>
        <source>How unevenly recommendations spread over the catalogue: 0 is even, 1 is one item only.</source>
        <translation>推荐在全部物品中分布的不均衡程度：0 为均匀，1 为只推荐一个物品。</translation>
    </message>
    <message>
        <source>Ids stay as they are written.</source>
        <translation>ID 保持原样。</translation>
    </message>
    <message>
        <source>Import it again.</source>
        <translation>请重新导入。</translation>
    </message>
    <message>
        <source>Import one first.</source>
        <translation>请先导入一个。</translation>
    </message>
    <message>
        <source>Import or train it again, or restore the workspace from a backup.</source>
        <translation>请重新导入或训练，或从备份恢复工作区。</translation>
    </message>
    <message>
        <source>Independent attention patterns a layer.</source>
        <translation>每层中相互独立的注意力模式数。</translation>
    </message>
    <message>
        <source>Inner width of the feed-forward layers, as a multiple of the width.</source>
        <translation>前馈层的内部宽度，为模型宽度的倍数。</translation>
    </message>
    <message>
        <source>Install the newest version to open it.</source>
        <translation>请安装最新版本后打开。</translation>
    </message>
    <message>
        <source>Installed models: {classes}.</source>
        <translation>已安装的模型：{classes}。</translation>
    </message>
    <message>
        <source>Instead of the share; 0 to use the share.</source>
        <translation>代替占比；填 0 则使用占比。</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>积分梯度</translation>
    </message>
    <message>
        <source>Interactions</source>
        <translation>交互数</translation>
    </message>
    <message>
        <source>Interactions with a larger value are left out.</source>
        <translation>数值更大的交互会被去除。</translation>
    </message>
    <message>
        <source>Interactions with a smaller value are left out.</source>
        <translation>数值更小的交互会被去除。</translation>
    </message>
    <message>
        <source>Interactions with a value of at least {minimum}{upper} were kept.</source>
        <translation>保留数值不小于 {minimum}{upper} 的交互。</translation>
    </message>
    <message>
        <source>Interactions {said} (UTC) were kept.</source>
        <translation>保留{said}（UTC）的交互。</translation>
    </message>
    <message>
        <source>Interactions; 1 to keep every item.</source>
        <translation>条交互；填 1 则保留所有物品。</translation>
    </message>
    <message>
        <source>Interactions; 1 to keep everybody.</source>
        <translation>条交互；填 1 则保留所有用户。</translation>
    </message>
    <message>
        <source>Is thrown away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>It needs two columns of type token.</source>
        <translation>需要两列 token 类型的数据。</translation>
    </message>
    <message>
        <source>It should read like user_id:token, item_id:token, timestamp:float, separated by tabs.</source>
        <translation>表头应形如 user_id:token、item_id:token、timestamp:float，以制表符分隔。</translation>
    </message>
    <message>
        <source>Item neighbours (kNN)</source>
        <translation>物品近邻（kNN）</translation>
    </message>
    <message>
        <source>Item transitions</source>
        <translation>物品转移</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Items with equal scores are ordered by a fixed pseudo-random permutation of the items (splitmix64 of the item code, seed {TIE_SEED}), the same in every list and metric.</source>
        <translation>得分相同的物品按固定的伪随机排列排序（物品编码的 splitmix64，种子 {TIE_SEED}），在所有列表和指标中一致。</translation>
    </message>
    <message>
        <source>Items&apos; ids</source>
        <translation>物品 ID</translation>
    </message>
    <message>
        <source>Its parameters: {known}.</source>
        <translation>可用参数：{known}。</translation>
    </message>
    <message>
        <source>Its settings: {fields}.</source>
        <translation>可用设置：{fields}。</translation>
    </message>
    <message>
        <source>Jaccard</source>
        <translation>Jaccard</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep some of the rows.</source>
        <translation>请保留部分行。</translation>
    </message>
    <message>
        <source>Keep where it</source>
        <translation>保留条件</translation>
    </message>
    <message>
        <source>Keeps interactions with a value in a range: ratings of 4 and more, for example.</source>
        <translation>保留数值在某一范围内的交互，例如 4 分及以上的评分。</translation>
    </message>
    <message>
        <source>Keeps people or items by what is known of them.</source>
        <translation>按已知属性保留用户或物品。</translation>
    </message>
    <message>
        <source>Keeps some people, drawn at random, with all they did: to try things out faster.</source>
        <translation>随机保留部分用户及其全部行为，便于快速试验。</translation>
    </message>
    <message>
        <source>Keeps what happened in a span of time.</source>
        <translation>保留某段时间内发生的交互。</translation>
    </message>
    <message>
        <source>Kept as they are.</source>
        <translation>保持原样。</translation>
    </message>
    <message>
        <source>Kept in this workspace, the same person gets the same pseudonym again, and can be found to be forgotten; thrown away, nobody can ever tell who is who.</source>
        <translation>若保存在此工作区，同一用户会得到相同的假名，也能找出以便遗忘；若丢弃，则再也无人能分辨谁是谁。</translation>
    </message>
    <message>
        <source>Kept; preparing the dataset can leave the first or the last of them.</source>
        <translation>保留；可在预处理时只留下最早或最晚的一条。</translation>
    </message>
    <message>
        <source>Kept; rows stay in the order of the file.</source>
        <translation>保留；各行维持文件中的顺序。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Largest norm of a step&apos;s gradient; 0 leaves gradients as they are.</source>
        <translation>每步梯度范数的上限；0 表示不裁剪。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Learns for every item which few others announce it, and how strongly.</source>
        <translation>为每个物品学习由哪些少数物品预示它，以及强度如何。</translation>
    </message>
    <message>
        <source>Leave attributes of people out</source>
        <translation>去除用户属性</translation>
    </message>
    <message>
        <source>Leave this step out.</source>
        <translation>请去掉该步骤。</translation>
    </message>
    <message>
        <source>Leave-one-out</source>
        <translation>留一法</translation>
    </message>
    <message>
        <source>Leaves one row where a person met an item several times.</source>
        <translation>用户多次接触同一物品时只保留一行。</translation>
    </message>
    <message>
        <source>Left out.</source>
        <translation>已去除。</translation>
    </message>
    <message>
        <source>Left out; the first of each stays.</source>
        <translation>已去除，每组保留第一条。</translation>
    </message>
    <message>
        <source>Let the learning rate fall to zero by the last epoch, or keep it.</source>
        <translation>让学习率在最后一轮降到零，或保持不变。</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>级数</translation>
    </message>
    <message>
        <source>Levels of equal</source>
        <translation>等分依据</translation>
    </message>
    <message>
        <source>Like recall, but a hit counts more the higher it stands in the list.</source>
        <translation>与召回率类似，但命中位置越靠前权重越大。</translation>
    </message>
    <message>
        <source>Like recall, but divided by the most hits that the list has room for: the smaller of k and the targets.</source>
        <translation>与召回率相似，但除以列表最多能容纳的命中数：k 与目标数中较小者。</translation>
    </message>
    <message>
        <source>List the runs to see which there are.</source>
        <translation>请列出运行以查看有哪些。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Lower the learning rate or lengthen the warm-up.</source>
        <translation>请降低学习率或延长预热。</translation>
    </message>
    <message>
        <source>MAE</source>
        <translation>MAE</translation>
    </message>
    <message>
        <source>MAP</source>
        <translation>MAP</translation>
    </message>
    <message>
        <source>MRR</source>
        <translation>MRR</translation>
    </message>
    <message>
        <source>Mean 0, deviation 1</source>
        <translation>均值 0、标准差 1</translation>
    </message>
    <message>
        <source>Mean absolute difference between predicted and held-out ratings.</source>
        <translation>预测评分与留出评分之差的平均绝对值。</translation>
    </message>
    <message>
        <source>Mean behind a gate</source>
        <translation>门控平均</translation>
    </message>
    <message>
        <source>Mean cosine distance between the pictures of a list&apos;s items.</source>
        <translation>列表中物品图片之间的平均余弦距离。</translation>
    </message>
    <message>
        <source>Mean cosine distance between the sounds of a list&apos;s items.</source>
        <translation>列表中物品声音之间的平均余弦距离。</translation>
    </message>
    <message>
        <source>Mean cosine distance between the texts of a list&apos;s items.</source>
        <translation>列表中物品文本之间的平均余弦距离。</translation>
    </message>
    <message>
        <source>Mean over the hits of the precision down to each hit.</source>
        <translation>各命中位置处精确率的平均。</translation>
    </message>
    <message>
        <source>Mean popularity</source>
        <translation>平均流行度</translation>
    </message>
    <message>
        <source>Mean popularity of what is looked at: 0 is the least popular item, 1 the most popular one.</source>
        <translation>所关注物品的平均热门度：0 为最冷门，1 为最热门。</translation>
    </message>
    <message>
        <source>Miscalibration</source>
        <translation>校准偏差</translation>
    </message>
    <message>
        <source>Moment from which on nothing is kept, in the same form; empty for no limit.</source>
        <translation>从此时刻起不再保留，格式同上；留空表示不限。</translation>
    </message>
    <message>
        <source>Most rounds of the descent.</source>
        <translation>坐标下降的最多轮数。</translation>
    </message>
    <message>
        <source>Most similar items that each item of a history supports.</source>
        <translation>历史中每个物品所支持的最相似物品数。</translation>
    </message>
    <message>
        <source>Move it away to import without it.</source>
        <translation>移走它后即可导入其余内容。</translation>
    </message>
    <message>
        <source>MovieLens 100K</source>
        <translation>MovieLens 100K</translation>
    </message>
    <message>
        <source>MovieLens latest</source>
        <translation>MovieLens latest</translation>
    </message>
    <message>
        <source>NDCG</source>
        <translation>NDCG</translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <translation>NVIDIA GPU</translation>
    </message>
    <message>
        <source>Name of the column: categories, year, gender …; id for ids.</source>
        <translation>列名：categories、year、gender…；id 表示 ID。</translation>
    </message>
    <message>
        <source>Name the files by the ids of their items: 17.jpg is the picture of item 17.</source>
        <translation>请以物品 ID 命名文件：17.jpg 即物品 17 的图片。</translation>
    </message>
    <message>
        <source>Name the files by their items: 17.jpg is the picture of item 17.</source>
        <translation>请以物品命名文件：17.jpg 即物品 17 的图片。</translation>
    </message>
    <message>
        <source>Nearest items among which an item&apos;s weights are found.</source>
        <translation>求解每个物品的权重时所用的近邻物品数。</translation>
    </message>
    <message>
        <source>Negatives</source>
        <translation>负样本数</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>近邻数</translation>
    </message>
    <message>
        <source>No file of {name} is named by an item.</source>
        <translation>{name} 中没有以物品命名的文件。</translation>
    </message>
    <message>
        <source>No interaction of the judged items is in training; a history may hold things that happened after the judged interaction, so this measures knowledge of content and not foresight.</source>
        <translation>被评估物品的交互都不在训练集中；历史可能包含被评估交互之后发生的内容，因此衡量的是对内容的理解，而非预见能力。</translation>
    </message>
    <message>
        <source>No row remains after these decisions.</source>
        <translation>按这些决定处理后没有剩余的行。</translation>
    </message>
    <message>
        <source>No user has two or more interactions to learn from.</source>
        <translation>没有用户拥有两条以上可供学习的交互。</translation>
    </message>
    <message>
        <source>Nobody else is in “{name}”.</source>
        <translation>“{name}”中没有其他用户。</translation>
    </message>
    <message>
        <source>Nobody&apos;s history is long enough to judge by.</source>
        <translation>没有足够长的历史可供评判。</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>Nothing is left after step {effects}, {title}.</source>
        <translation>经过第 {effects} 步（{title}）后没有剩余数据。</translation>
    </message>
    <message>
        <source>Nothing is left to recommend.</source>
        <translation>没有可推荐的物品了。</translation>
    </message>
    <message>
        <source>Nothing of the future leaks: no interaction in training is later than any that is judged.</source>
        <translation>没有未来信息泄漏：训练集中的交互都不晚于被评估的交互。</translation>
    </message>
    <message>
        <source>Nothing of the judged people is in training, but training sees what other people did later than the interactions that are judged, so trends of the future leak in.</source>
        <translation>训练集中没有被评估用户的任何内容，但训练能看到他人在被评估交互之后的行为，因此会泄漏未来的趋势。</translation>
    </message>
    <message>
        <source>Novelty</source>
        <translation>新颖性</translation>
    </message>
    <message>
        <source>Number of interactions</source>
        <translation>交互数</translation>
    </message>
    <message>
        <source>Number of people</source>
        <translation>用户数</translation>
    </message>
    <message>
        <source>Numbers that describe an item. A multiple of the heads.</source>
        <translation>描述一个物品所用的数字个数，须为注意力头数的倍数。</translation>
    </message>
    <message>
        <source>Of each of {sum} the latest {test_share} are the test and the {validation_share} before them validation, at least one each; {few} with fewer than 3 interactions {few2} training only.</source>
        <translation>对 {sum}，各取最近的 {test_share} 作测试，其前的 {validation_share} 作验证，至少各一条；交互少于 3 条的 {few} 只用于训练。</translation>
    </message>
    <message>
        <source>One divided by the place of the first hit.</source>
        <translation>首个命中位置的倒数。</translation>
    </message>
    <message>
        <source>One person has {longest_history_share} of all interactions: perhaps a machine or a shared account.</source>
        <translation>有一位用户占全部交互的 {longest_history_share}，可能是机器或共用账号。</translation>
    </message>
    <message>
        <source>Only so many latest items of a history drive the scores.</source>
        <translation>只有历史中最近的这些物品影响得分。</translation>
    </message>
    <message>
        <source>Open a file of interactions, or a folder or archive of a known dataset: MovieLens (u.data, ratings.dat or ratings.csv), RecBole (.inter) and others.</source>
        <translation>请打开交互文件，或已知数据集的文件夹、压缩包：MovieLens（u.data、ratings.dat 或 ratings.csv）、RecBole（.inter）等。</translation>
    </message>
    <message>
        <source>Open it for writing once.</source>
        <translation>请先以可写方式打开一次。</translation>
    </message>
    <message>
        <source>Open it for writing to make a key.</source>
        <translation>请以可写方式打开以生成密钥。</translation>
    </message>
    <message>
        <source>Open it once for writing.</source>
        <translation>请先以可写方式打开一次。</translation>
    </message>
    <message>
        <source>Open one of these files.</source>
        <translation>请打开其中一个文件。</translation>
    </message>
    <message>
        <source>Open the file itself to say how it is written.</source>
        <translation>请直接打开该文件以说明其格式。</translation>
    </message>
    <message>
        <source>Open the file with the interactions.</source>
        <translation>请打开含有交互的文件。</translation>
    </message>
    <message>
        <source>Open the one with the interactions.</source>
        <translation>请打开含有交互的那一个。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>People with at least {users} and items with at least {items} {noun} were kept: {said}.</source>
        <translation>保留至少有 {users} 的用户和至少有 {items} {noun}的物品：{said}。</translation>
    </message>
    <message>
        <source>People&apos;s ids</source>
        <translation>用户 ID</translation>
    </message>
    <message>
        <source>Personalisation</source>
        <translation>个性化程度</translation>
    </message>
    <message>
        <source>Popularity</source>
        <translation>流行度</translation>
    </message>
    <message>
        <source>Popularity discount</source>
        <translation>流行度折扣</translation>
    </message>
    <message>
        <source>Power of an item&apos;s total that its transitions are divided by; 1 gives probabilities.</source>
        <translation>转移计数除以物品总数的此次幂；1 即为概率。</translation>
    </message>
    <message>
        <source>Power of the recommended item&apos;s total that transitions to it are divided by.</source>
        <translation>转移计数除以被推荐物品总数的此次幂。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Price of every weight: larger keeps fewer items.</source>
        <translation>每个权重的代价：越大则保留的物品越少。</translation>
    </message>
    <message>
        <source>Price of large weights: larger for sparser data.</source>
        <translation>大权重的代价：数据越稀疏取值越大。</translation>
    </message>
    <message>
        <source>Pull of the matrices towards zero at each step, times the learning rate.</source>
        <translation>每步把矩阵拉向零的力度，乘以学习率。</translation>
    </message>
    <message>
        <source>Put a value threshold before this step, or choose a weight of 1.</source>
        <translation>请在此步骤前设置数值阈值，或选择权重 1。</translation>
    </message>
    <message>
        <source>R-precision</source>
        <translation>R 精确率</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>Random order</source>
        <translation>随机顺序</translation>
    </message>
    <message>
        <source>Rank-weighted hits if everything had the same chance of being met: an estimate by inverse propensity.</source>
        <translation>假设每个物品被接触的机会相同时按名次加权的命中：逆倾向估计。</translation>
    </message>
    <message>
        <source>Read as {unit}.</source>
        <translation>按{unit}读取。</translation>
    </message>
    <message>
        <source>RecBole atomic files</source>
        <translation>RecBole 原子文件</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Recall, capped</source>
        <translation>召回率（封顶）</translation>
    </message>
    <message>
        <source>Recency</source>
        <translation>新近程度</translation>
    </message>
    <message>
        <source>Recent items</source>
        <translation>最近物品数</translation>
    </message>
    <message>
        <source>Recommends items that were met by the same people as the items of the history.</source>
        <translation>推荐与历史物品有相同用户接触过的物品。</translation>
    </message>
    <message>
        <source>Recommends what was chosen most often, the same to everybody.</source>
        <translation>推荐被选择次数最多的物品，对所有人相同。</translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation>正则化</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Repeat rate</source>
        <translation>重复率</translation>
    </message>
    <message>
        <source>Replace the ids of items; their titles stay.</source>
        <translation>替换物品 ID，标题保留。</translation>
    </message>
    <message>
        <source>Replace the ids of people.</source>
        <translation>替换用户 ID。</translation>
    </message>
    <message>
        <source>Replaces ids by keyed hashes, so that a dataset can be passed on without saying who is in it.</source>
        <translation>用带密钥的哈希替换 ID，使数据集可以转交他人而不暴露身份。</translation>
    </message>
    <message>
        <source>Replaces values by a few levels: listening counts become 1 to 5, for example.</source>
        <translation>把数值归为少数几级，例如把收听次数变为 1 到 5。</translation>
    </message>
    <message>
        <source>Replaces values by weights, for models that learn from what people did rather than how they rated it.</source>
        <translation>把数值换成权重，适用于从行为而非评分中学习的模型。</translation>
    </message>
    <message>
        <source>Restore it from a backup, or delete it to begin with a new key.</source>
        <translation>请从备份恢复，或将其删除以启用新密钥。</translation>
    </message>
    <message>
        <source>Restore the file from a backup in this folder, or move it away to begin a new catalog.</source>
        <translation>请用该文件夹中的备份恢复，或移走它以新建目录库。</translation>
    </message>
    <message>
        <source>Root of the mean squared difference between predicted and held-out ratings.</source>
        <translation>预测评分与留出评分之差的均方根。</translation>
    </message>
    <message>
        <source>Run {run_id} has no model: it is {state}.</source>
        <translation>运行 {run_id} 没有模型：其状态为{state}。</translation>
    </message>
    <message>
        <source>SASRec (self-attention)</source>
        <translation>SASRec（自注意力）</translation>
    </message>
    <message>
        <source>SLIM (sparse linear)</source>
        <translation>SLIM（稀疏线性）</translation>
    </message>
    <message>
        <source>SQLite: {row}.</source>
        <translation>SQLite：{row}。</translation>
    </message>
    <message>
        <source>Sampled candidates: these figures are far higher than those of the full ranking, and may order models differently.</source>
        <translation>抽样候选：这些数值远高于完整排序的数值，并且可能给出不同的模型排序。</translation>
    </message>
    <message>
        <source>Sampled softmax</source>
        <translation>采样 softmax</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>Satisfaction (simulated)</source>
        <translation>满意度（模拟）</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>尺度</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Search for a part of the id to see which there are.</source>
        <translation>请搜索 ID 的一部分以查看有哪些。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Sequences, one line a user</source>
        <translation>序列文件（每行一位用户）</translation>
    </message>
    <message>
        <source>Serendipity</source>
        <translation>惊喜度</translation>
    </message>
    <message>
        <source>Set neighbours to 100 or so to solve each item over its nearest items only.</source>
        <translation>请将近邻数设为 100 左右，使每个物品只在近邻中求解。</translation>
    </message>
    <message>
        <source>Shannon entropy</source>
        <translation>香农熵</translation>
    </message>
    <message>
        <source>Share of a held-out person&apos;s latest interactions that the model must find, at least 1.</source>
        <translation>模型须预测的留出用户最近交互的占比，至少 1 条。</translation>
    </message>
    <message>
        <source>Share of all interactions, before the test.</source>
        <translation>占全部交互的比例，位于测试集之前。</translation>
    </message>
    <message>
        <source>Share of all interactions, the latest ones.</source>
        <translation>占全部交互的比例，取最近的。</translation>
    </message>
    <message>
        <source>Share of each person&apos;s interactions, at least 1.</source>
        <translation>占每位用户交互的比例，至少 1 条。</translation>
    </message>
    <message>
        <source>Share of each person&apos;s latest interactions, at least 1.</source>
        <translation>占每位用户最近交互的比例，至少 1 条。</translation>
    </message>
    <message>
        <source>Share of people</source>
        <translation>用户占比</translation>
    </message>
    <message>
        <source>Share of people whose list holds at least one of their choices.</source>
        <translation>列表中至少命中一个真实选择的用户比例。</translation>
    </message>
    <message>
        <source>Share of the catalogue that is recommended to anybody.</source>
        <translation>至少被推荐给一位用户的物品占全部物品的比例。</translation>
    </message>
    <message>
        <source>Share of the first R places that hold a target, for somebody with R targets.</source>
        <translation>对有 R 个目标的人，前 R 个位置中目标所占的比例。</translation>
    </message>
    <message>
        <source>Share of the items held out for the test.</source>
        <translation>留作测试的物品比例。</translation>
    </message>
    <message>
        <source>Share of the items held out for validation.</source>
        <translation>留作验证的物品比例。</translation>
    </message>
    <message>
        <source>Share of the list that the most popular items would not have shown.</source>
        <translation>列表中不会出现在最热门物品里的比例。</translation>
    </message>
    <message>
        <source>Share of the list that the person chose and that popularity would not show.</source>
        <translation>列表中此人选择了、而按热度不会展示的比例。</translation>
    </message>
    <message>
        <source>Share of the list that the person has met before.</source>
        <translation>列表中此人以前接触过的比例。</translation>
    </message>
    <message>
        <source>Share of the list that the person really chose next.</source>
        <translation>列表中用户随后真正选择的比例。</translation>
    </message>
    <message>
        <source>Share of the people held out for the test.</source>
        <translation>留作测试的用户比例。</translation>
    </message>
    <message>
        <source>Share of the people held out for validation.</source>
        <translation>留作验证的用户比例。</translation>
    </message>
    <message>
        <source>Share of the weight on items that share a category with the item that asks.</source>
        <translation>与提问物品同类别的物品所占权重。</translation>
    </message>
    <message>
        <source>Share of the weight on items whose titles name the same series as the item that asks.</source>
        <translation>标题与提问物品属于同一系列的物品所占权重。</translation>
    </message>
    <message>
        <source>Share of the weight on the first interaction that is read.</source>
        <translation>读取的第一次交互所占权重。</translation>
    </message>
    <message>
        <source>Share of the weight on the three latest interactions in sight.</source>
        <translation>可见范围内最近三次交互所占权重。</translation>
    </message>
    <message>
        <source>Share of training users who met an item of the list, on average.</source>
        <translation>训练用户中接触过列表物品的平均比例。</translation>
    </message>
    <message>
        <source>Share of what the person really chose next that the list holds.</source>
        <translation>用户随后真正选择的物品中被列表包含的比例。</translation>
    </message>
    <message>
        <source>Shrinkage</source>
        <translation>收缩</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>Size of a training step after the warm-up.</source>
        <translation>预热之后的训练步长。</translation>
    </message>
    <message>
        <source>Smoothness (L2)</source>
        <translation>平滑（L2）</translation>
    </message>
    <message>
        <source>Softmax over all items</source>
        <translation>全物品 softmax</translation>
    </message>
    <message>
        <source>Solve each item over only so many nearest items, for large catalogues; 0 solves over all at once.</source>
        <translation>物品很多时，每个物品只在这些近邻中求解；0 表示整体求解。</translation>
    </message>
    <message>
        <source>Some chosen columns are not there when lines are cut like this; they were guessed anew.</source>
        <translation>按此分隔后，部分所选列不存在，已重新推测。</translation>
    </message>
    <message>
        <source>Source normalisation</source>
        <translation>源归一化</translation>
    </message>
    <message>
        <source>Sparsity (L1)</source>
        <translation>稀疏（L1）</translation>
    </message>
    <message>
        <source>Splitting {name} by “{title}” leaves nothing to {part}.</source>
        <translation>按“{title}”划分 {name} 后，{part}没有数据。</translation>
    </message>
    <message>
        <source>Stays in the workspace</source>
        <translation>保存在工作区</translation>
    </message>
    <message>
        <source>Stop after this many epochs without a gain in validation; 0 never.</source>
        <translation>验证指标连续这么多轮没有提升就停止；0 表示不早停。</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>早停</translation>
    </message>
    <message>
        <source>Sum of values</source>
        <translation>数值之和</translation>
    </message>
    <message>
        <source>Sweeps</source>
        <translation>扫描轮数</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>数据表</translation>
    </message>
    <message>
        <source>Takes every interaction of some items out of training and asks for them: only what knows the content of items can find them.</source>
        <translation>把部分物品的所有交互移出训练并要求预测：只有了解物品内容的模型才能找到它们。</translation>
    </message>
    <message>
        <source>Takes out people and items with few interactions, again and again until everybody left has enough.</source>
        <translation>反复去除交互过少的用户和物品，直到剩下的都足够。</translation>
    </message>
    <message>
        <source>Test items</source>
        <translation>测试物品</translation>
    </message>
    <message>
        <source>Test people</source>
        <translation>测试用户</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>测试集占比</translation>
    </message>
    <message>
        <source>The attribute “{name}” is not made of numbers.</source>
        <translation>属性“{name}”不是数值。</translation>
    </message>
    <message>
        <source>The best linear weights from item to item, solved for in one step.</source>
        <translation>一步求解物品到物品的最优线性权重。</translation>
    </message>
    <message>
        <source>The catalog cannot be opened: {orig}.</source>
        <translation>无法打开目录库：{orig}。</translation>
    </message>
    <message>
        <source>The catalog was upgraded from schema {stamped} to {HEAD}; the old one was kept as {name}.</source>
        <translation>目录库已从版本 {stamped} 升级到 {HEAD}；旧库保留为 {name}。</translation>
    </message>
    <message>
        <source>The characters are taken away.</source>
        <translation>这些字符会被去除。</translation>
    </message>
    <message>
        <source>The date “{}” cannot be read in “{}”.</source>
        <translation>“{}”无法读作日期，见“{}”。</translation>
    </message>
    <message>
        <source>The item is among the first {top} already.</source>
        <translation>该物品已在前 {top} 名之内。</translation>
    </message>
    <message>
        <source>The item is in the history, and is not recommended again.</source>
        <translation>该物品在历史中，不会再次推荐。</translation>
    </message>
    <message>
        <source>The item is not among the first {top}, so that it cannot drop out.</source>
        <translation>该物品不在前 {top} 名之内，因此无法掉出。</translation>
    </message>
    <message>
        <source>The items of this dataset have no categories.</source>
        <translation>该数据集的物品没有类别。</translation>
    </message>
    <message>
        <source>The number of sampled candidates cannot be negative.</source>
        <translation>抽样候选的数量不能为负。</translation>
    </message>
    <message>
        <source>The objects of {label} hold under one name now a list and now something else.</source>
        <translation>{label} 的对象在同一名称下有时是列表，有时是其他内容。</translation>
    </message>
    <message>
        <source>The time is missing in “{text}”.</source>
        <translation>“{text}”中缺少时间。</translation>
    </message>
    <message>
        <source>The time “{}” is not a number in “{}”.</source>
        <translation>时间“{}”不是数值，见“{}”。</translation>
    </message>
    <message>
        <source>The times are left away: the order of the rows is the order in which things happened.</source>
        <translation>时间已略去：行的顺序即发生的顺序。</translation>
    </message>
    <message>
        <source>The times lie around {time}: they seem to be {unit}, not seconds.</source>
        <translation>时间在 {time} 附近：单位似乎是{unit}而不是秒。</translation>
    </message>
    <message>
        <source>The user “{name}” has {code} of {user} rows, {share}.</source>
        <translation>用户“{name}”占 {user} 行中的 {code} 行（{share}）。</translation>
    </message>
    <message>
        <source>The user&apos;s rows are left out.</source>
        <translation>该用户的行会被去除。</translation>
    </message>
    <message>
        <source>Their mean</source>
        <translation>取平均</translation>
    </message>
    <message>
        <source>Unexpectedness</source>
        <translation>意外度</translation>
    </message>
    <message>
        <source>Use a name that ends in .png, .svg, .pdf or .csv.</source>
        <translation>请使用以 .png、.svg、.pdf 或 .csv 结尾的名称。</translation>
    </message>
    <message>
        <source>Use a name that ends in .png, .svg, .pdf, .csv, .npz or .json.</source>
        <translation>请使用以 .png、.svg、.pdf、.csv、.npz 或 .json 结尾的名称。</translation>
    </message>
    <message>
        <source>Value-weighted attention</source>
        <translation>值加权注意力</translation>
    </message>
    <message>
        <source>Write all objects alike.</source>
        <translation>请统一各对象的写法。</translation>
    </message>
    <message>
        <source>category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>columns: {split}</source>
        <translation>列：{split}</translation>
    </message>
    <message>
        <source>epoch {epoch} / {epochs}</source>
        <translation>第 {epoch} / {epochs} 轮</translation>
    </message>
    <message>
        <source>filtered</source>
        <translation>已过滤</translation>
    </message>
    <message>
        <source>first</source>
        <translation>首个</translation>
    </message>
    <message>
        <source>iteration {iteration} / {iterations}</source>
        <translation>第 {iteration} / {iterations} 次迭代</translation>
    </message>
    <message>
        <source>looking at heads</source>
        <translation>正在查看注意力头</translation>
    </message>
    <message>
        <source>looking for a smaller history</source>
        <translation>正在寻找更短的历史</translation>
    </message>
    <message>
        <source>looking for what would bring it in</source>
        <translation>正在寻找能使其入选的改动</translation>
    </message>
    <message>
        <source>popular</source>
        <translation>热门</translation>
    </message>
    <message>
        <source>recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>removing items</source>
        <translation>正在移除物品</translation>
    </message>
    <message>
        <source>series</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>spread</source>
        <translation>分散</translation>
    </message>
    <message>
        <source>{e} sequences/s</source>
        <translation>{e} 条序列/秒</translation>
    </message>
    <message>
        <source>{label} has none of the columns that tell {what}: it was passed over.</source>
        <translation>{label} 没有说明{what}的列，已跳过。</translation>
    </message>
    <message>
        <source>{label} has {fields} where {expected} are expected: “{text}”.</source>
        <translation>{label} 有 {fields}，而应有 {expected}：“{text}”。</translation>
    </message>
    <message>
        <source>{label} holds bytes that are not {encoding} text.</source>
        <translation>{label} 含有不是 {encoding} 文本的字节。</translation>
    </message>
    <message>
        <source>{label} holds more than {LARGEST_ENTRY} MB, too much for one item.</source>
        <translation>{label} 超过 {LARGEST_ENTRY} MB，对单个物品而言过大。</translation>
    </message>
    <message>
        <source>{name} has a single column: it tells nothing about its ids.</source>
        <translation>{name} 只有一列：没有关于 ID 的任何信息。</translation>
    </message>
    <message>
        <source>{name} has {count} {noun}, too few for {of} folds.</source>
        <translation>{name} 只有 {count} 个{noun}，不足以分成 {of} 折。</translation>
    </message>
    <message>
        <source>{name} holds no pictures and no sounds.</source>
        <translation>{name} 中没有图片，也没有声音。</translation>
    </message>
    <message>
        <source>{name} is empty, or no table.</source>
        <translation>{name} 为空，或不是表。</translation>
    </message>
    <message>
        <source>{name} speaks of none of the {ids} {noun}s: no id in its column “{key}” is one of theirs.</source>
        <translation>{name} 未涉及 {ids} 个{noun}中的任何一个：其“{key}”列没有匹配的 ID。</translation>
    </message>
    <message>
        <source>{name} tells about {known} of {ids} {noun}s.</source>
        <translation>{name} 涉及 {ids} 个{noun}中的 {known} 个。</translation>
    </message>
    <message>
        <source>{parts}, named by item.</source>
        <translation>{parts}，以物品命名。</translation>
    </message>
    <message>
        <source>The description of the stored model cannot be read.</source>
        <translation>无法读取所存模型的说明。</translation>
    </message>
    <message>
        <source>A line of {label} is longer than {LONGEST_LINE} MB.</source>
        <translation>{label} 中有一行超过 {LONGEST_LINE} MB。</translation>
    </message>
    <message>
        <source>A line of {label} {says}: “{text}”.</source>
        <translation>{label} 中有一行{says}：“{text}”。</translation>
    </message>
    <message>
        <source>A list is calibrated by categories, and these items have none.</source>
        <translation>列表按类别校准，而这些物品没有类别。</translation>
    </message>
    <message>
        <source>A matrix: users from “{user}”, {items} columns as items.</source>
        <translation>矩阵：用户取自“{user}”，{items} 列作为物品。</translation>
    </message>
    <message>
        <source>A purchase and the hours of play are rows of their own; the value of a purchase is 1.</source>
        <translation>购买与游玩时长各占一行；购买的数值为 1。</translation>
    </message>
    <message>
        <source>A rating of 0 says that the book was met but not rated.</source>
        <translation>评分 0 表示接触过该书但未评分。</translation>
    </message>
    <message>
        <source>A {name} cannot be resumed.</source>
        <translation>{name} 不支持继续训练。</translation>
    </message>
    <message>
        <source>After so many further interactions an item of the history counts half.</source>
        <translation>再经过这么多次交互后，历史中的物品权重减半。</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>All of the past</source>
        <translation>全部历史</translation>
    </message>
    <message>
        <source>Ask for fewer devices.</source>
        <translation>请减少设备数。</translation>
    </message>
    <message>
        <source>Attention flow</source>
        <translation>注意力流</translation>
    </message>
    <message>
        <source>Attention layers on top of each other. 0: by the data&apos;s shape.</source>
        <translation>层层堆叠的注意力层数。0：按数据规模自动确定。</translation>
    </message>
    <message>
        <source>Attention rollout</source>
        <translation>注意力展开</translation>
    </message>
    <message>
        <source>Attention within and across ids, texts, pictures and sounds; new items by content alone.</source>
        <translation>编号、文本、图片和声音内部及之间的注意力；新物品仅凭内容。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Averaged weights</source>
        <translation>权重滑动平均</translation>
    </message>
    <message>
        <source>BERT4Rec (masked items)</source>
        <translation>BERT4Rec（掩码物品）</translation>
    </message>
    <message>
        <source>Best ends of the walks that each item keeps.</source>
        <translation>每个物品保留的最佳游走终点数。</translation>
    </message>
    <message>
        <source>Binary cross-entropy, calibrated for the negatives that were not drawn.</source>
        <translation>二元交叉熵，并对未抽到的负样本做校准。</translation>
    </message>
    <message>
        <source>By attribute</source>
        <translation>按属性筛选</translation>
    </message>
    <message>
        <source>Candidates that look over the history for themselves.</source>
        <translation>由候选物品自行回看历史的数量。</translation>
    </message>
    <message>
        <source>Categories, which are numbers, come from {name}.</source>
        <translation>类别（为数字）来自 {name}。</translation>
    </message>
    <message>
        <source>Category of the target</source>
        <translation>目标的类别</translation>
    </message>
    <message>
        <source>Check the file and its tables.</source>
        <translation>请检查文件及其中的表。</translation>
    </message>
    <message>
        <source>Check the query: one SELECT.</source>
        <translation>请检查查询语句：应为单条 SELECT。</translation>
    </message>
    <message>
        <source>Choose MMR or DPP.</source>
        <translation>请选择 MMR 或 DPP。</translation>
    </message>
    <message>
        <source>Choose a new one.</source>
        <translation>请另选一个。</translation>
    </message>
    <message>
        <source>Choose a paused or interrupted run.</source>
        <translation>请选择已暂停或已中断的运行。</translation>
    </message>
    <message>
        <source>Choose a run of FeatureSASRec.</source>
        <translation>请选择一次 FeatureSASRec 的运行。</translation>
    </message>
    <message>
        <source>Choose a smaller width, a shorter history or a smaller batch.</source>
        <translation>请减小宽度、历史长度或批大小。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>请选择其他文件。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请使用其他名称。</translation>
    </message>
    <message>
        <source>Choose another sheet.</source>
        <translation>请选择其他工作表。</translation>
    </message>
    <message>
        <source>Choose another table.</source>
        <translation>请选择其他表。</translation>
    </message>
    <message>
        <source>Choose columns of one list.</source>
        <translation>请选择同一列表中的列。</translation>
    </message>
    <message>
        <source>Choose one of {names}.</source>
        <translation>请从 {names} 中选择。</translation>
    </message>
    <message>
        <source>Choose runs of one dataset and one split.</source>
        <translation>请选择同一数据集、同一划分的运行。</translation>
    </message>
    <message>
        <source>Choose the period “all”.</source>
        <translation>请选择时段“全部”。</translation>
    </message>
    <message>
        <source>Choose two runs of one dataset.</source>
        <translation>请选择同一数据集的两次运行。</translation>
    </message>
    <message>
        <source>Compare items by their content, or choose another run.</source>
        <translation>请按内容比较物品，或选择另一次运行。</translation>
    </message>
    <message>
        <source>Compare pictures.</source>
        <translation>比较图片。</translation>
    </message>
    <message>
        <source>Compare sounds.</source>
        <translation>比较声音。</translation>
    </message>
    <message>
        <source>Compare titles, categories and descriptions.</source>
        <translation>比较标题、类别和描述。</translation>
    </message>
    <message>
        <source>Compute a step in so many parts one after the other: more need less memory, and learn the same.</source>
        <translation>把一步分成若干份依次计算：份数越多越省内存，学习效果不变。</translation>
    </message>
    <message>
        <source>Content similarity</source>
        <translation>内容相似度</translation>
    </message>
    <message>
        <source>Correct the line.</source>
        <translation>请更正该行。</translation>
    </message>
    <message>
        <source>Cosine, people with long histories count less (TF-IDF)</source>
        <translation>余弦，历史较长的用户权重较低（TF-IDF）</translation>
    </message>
    <message>
        <source>Cosines between towers are divided by it: smaller tells items apart more sharply.</source>
        <translation>两塔之间的余弦除以该值：越小区分越锐利。</translation>
    </message>
    <message>
        <source>Count alike</source>
        <translation>同等计数</translation>
    </message>
    <message>
        <source>Count all of the past alike, only the most recent days, or everything with a weight that halves.</source>
        <translation>对全部历史同等计数、只计最近若干天，或按半衰期加权计数。</translation>
    </message>
    <message>
        <source>Cut at {cut}, lines have a single field; choose another delimiter.</source>
        <translation>按{cut}分隔时每行只有一个字段，请选择其他分隔符。</translation>
    </message>
    <message>
        <source>Dates such as 03/04/2020 can be read in two ways; check whether the day or the month stands first.</source>
        <translation>像 03/04/2020 这样的日期有两种读法，请确认在前的是日还是月。</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Decaying</source>
        <translation>衰减</translation>
    </message>
    <message>
        <source>Describes people and items by a few numbers each whose products tell who met what.</source>
        <translation>用少量数字描述每位用户和每个物品，其乘积反映谁接触过什么。</translation>
    </message>
    <message>
        <source>Differences need two finished runs.</source>
        <translation>比较差异需要两次已完成的运行。</translation>
    </message>
    <message>
        <source>Directions of taste that are kept; few of them generalise.</source>
        <translation>保留的口味方向数；少量方向更易泛化。</translation>
    </message>
    <message>
        <source>Divergence</source>
        <translation>散度</translation>
    </message>
    <message>
        <source>Diversity lies between 0 and 1.</source>
        <translation>多样性在 0 和 1 之间。</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复交互</translation>
    </message>
    <message>
        <source>Each gets the middle one of all values, {value}.</source>
        <translation>各行取全部数值的中位数 {value}。</translation>
    </message>
    <message>
        <source>Each gets the middle one of all values, {value}; a missing time is that of the row before.</source>
        <translation>各行取全部数值的中位数 {value}；缺少的时间取前一行的时间。</translation>
    </message>
    <message>
        <source>Each gets the time of the row before it in the file.</source>
        <translation>各行取文件中前一行的时间。</translation>
    </message>
    <message>
        <source>Each playlist counts as a person; the order of its tracks is the order in time.</source>
        <translation>每个歌单视为一位用户，曲目顺序即时间顺序。</translation>
    </message>
    <message>
        <source>Each row is a person and each column a joke; people are numbered as they come. There are no times.</source>
        <translation>每行一位用户，每列一个笑话；用户按出现顺序编号。没有时间。</translation>
    </message>
    <message>
        <source>Each row seems to be a person and each column an item: a matrix whose cells are the values.</source>
        <translation>看起来每行是一位用户、每列是一个物品：这是以单元格为数值的矩阵。</translation>
    </message>
    <message>
        <source>Each session counts as a person; values are 1 for a click, 2 for a cart and 3 for an order.</source>
        <translation>每次会话视为一位用户；数值 1 表示点击，2 表示加购，3 表示下单。</translation>
    </message>
    <message>
        <source>Encode them with the same one.</source>
        <translation>请用同一编码器编码。</translation>
    </message>
    <message>
        <source>Encodes a history to a few numbers, and decodes those to what is likely to belong to it.</source>
        <translation>把历史编码为少量数字，再解码为可能属于它的物品。</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>专家数</translation>
    </message>
    <message>
        <source>Export as CSV or Parquet, or prepare the dataset with pseudonyms first.</source>
        <translation>请导出为 CSV 或 Parquet，或先对数据集做假名化处理。</translation>
    </message>
    <message>
        <source>Factors</source>
        <translation>因子数</translation>
    </message>
    <message>
        <source>FeatureSASRec (texts instead of ids)</source>
        <translation>FeatureSASRec（以文本代替编号）</translation>
    </message>
    <message>
        <source>Finds candidates by self-attention, then lets each look over the history for itself.</source>
        <translation>先用自注意力找出候选，再让每个候选自行回看历史。</translation>
    </message>
    <message>
        <source>Frequency scaling</source>
        <translation>频次缩放</translation>
    </message>
    <message>
        <source>HSTU (pointwise attention)</source>
        <translation>HSTU（逐点注意力）</translation>
    </message>
    <message>
        <source>Half-life</source>
        <translation>半衰期</translation>
    </message>
    <message>
        <source>Hidden share</source>
        <translation>遮盖比例</translation>
    </message>
    <message>
        <source>Hidden width</source>
        <translation>隐藏层宽度</translation>
    </message>
    <message>
        <source>Hides items of a history and guesses them from what comes before and after.</source>
        <translation>遮盖历史中的物品，再根据前后内容推测。</translation>
    </message>
    <message>
        <source>Histories a training step. 0: by the data&apos;s shape.</source>
        <translation>每个训练步使用的历史条数。0：按数据规模自动确定。</translation>
    </message>
    <message>
        <source>Histories with what came next</source>
        <translation>历史及其后续</translation>
    </message>
    <message>
        <source>How far the price grows with a person&apos;s or an item&apos;s number of meetings: 0 not at all, 1 fully.</source>
        <translation>正则代价随用户或物品交互数增长的程度：0 为不增长，1 为完全成正比。</translation>
    </message>
    <message>
        <source>Implicit weights</source>
        <translation>隐式权重</translation>
    </message>
    <message>
        <source>Import a file with their categories.</source>
        <translation>请导入一个带有类别的文件。</translation>
    </message>
    <message>
        <source>Import texts, pictures or sounds of the items, or choose another model.</source>
        <translation>请导入物品的文本、图片或声音，或选择其他模型。</translation>
    </message>
    <message>
        <source>Import their categories, or choose a model with vectors of items.</source>
        <translation>请导入类别，或选择有物品向量的模型。</translation>
    </message>
    <message>
        <source>Import titles or descriptions, or choose SASRec.</source>
        <translation>请导入标题或描述，或选择 SASRec。</translation>
    </message>
    <message>
        <source>Interests</source>
        <translation>兴趣数</translation>
    </message>
    <message>
        <source>It has {entries} interactions.</source>
        <translation>它有 {entries} 条交互。</translation>
    </message>
    <message>
        <source>It judges by content alone, never by who met what: it is made for items that few people or nobody has met.</source>
        <translation>它仅凭内容判断，从不看谁接触过什么：适用于很少或没有人接触过的物品。</translation>
    </message>
    <message>
        <source>It orders by chance: what any other model has to beat.</source>
        <translation>它随机排序：任何其他模型都应胜过它。</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>迭代次数</translation>
    </message>
    <message>
        <source>Jester</source>
        <translation>Jester</translation>
    </message>
    <message>
        <source>K-core</source>
        <translation>K 核</translation>
    </message>
    <message>
        <source>Keep a moving average of the weights with this decay, 0.999 for example; 0 keeps the weights.</source>
        <translation>以此衰减率保留权重的滑动平均，例如 0.999；0 表示直接使用权重。</translation>
    </message>
    <message>
        <source>Keeps the main directions in which histories differ, and completes a history along them.</source>
        <translation>保留历史差异的主要方向，并沿这些方向补全历史。</translation>
    </message>
    <message>
        <source>Knows the time asked for</source>
        <translation>已知预测时间</translation>
    </message>
    <message>
        <source>Latent width</source>
        <translation>潜在宽度</translation>
    </message>
    <message>
        <source>Leave it out, or name one model.</source>
        <translation>请省略它，或只指定一个模型。</translation>
    </message>
    <message>
        <source>Left out; the first of each in the file stays.</source>
        <translation>略去；每组在文件中的第一行保留。</translation>
    </message>
    <message>
        <source>Length normalisation</source>
        <translation>长度归一化</translation>
    </message>
    <message>
        <source>Length of the recent period, or days after which an interaction counts half.</source>
        <translation>近期时段的长度，或交互权重减半所需的天数。</translation>
    </message>
    <message>
        <source>Let every shared item count alike, or one that few people met count more (inverse frequency).</source>
        <translation>共同物品同等计数，或让少有人接触的物品权重更高（逆频率）。</translation>
    </message>
    <message>
        <source>Levels of values</source>
        <translation>数值分级</translation>
    </message>
    <message>
        <source>LightGCN (graph of who met what)</source>
        <translation>LightGCN（交互图）</translation>
    </message>
    <message>
        <source>Linear maps between which the adaptor of texts chooses.</source>
        <translation>文本适配器在其间选择的线性映射数。</translation>
    </message>
    <message>
        <source>MIND news</source>
        <translation>MIND 新闻</translation>
    </message>
    <message>
        <source>Memory was short: steps were computed in {parts} parts.</source>
        <translation>内存不足：每步分成 {parts} 份计算。</translation>
    </message>
    <message>
        <source>Met in training</source>
        <translation>训练中出现过</translation>
    </message>
    <message>
        <source>Mixes a product of factors with a small network over them.</source>
        <translation>把因子的乘积与其上的小网络混合。</translation>
    </message>
    <message>
        <source>Modality dropout</source>
        <translation>模态丢弃</translation>
    </message>
    <message>
        <source>Most items remembered as having stood near an item.</source>
        <translation>每个物品最多记住多少个邻近物品。</translation>
    </message>
    <message>
        <source>Most passes over the training data. 0: by the data&apos;s shape.</source>
        <translation>训练数据最多遍历的次数。0：按数据规模自动确定。</translation>
    </message>
    <message>
        <source>Most recent days</source>
        <translation>最近若干天</translation>
    </message>
    <message>
        <source>Most recent interactions that the model reads. 0: by the data&apos;s shape.</source>
        <translation>模型读取的最近交互数。0：按数据规模自动确定。</translation>
    </message>
    <message>
        <source>Most recent interactions whose transitions are looked up.</source>
        <translation>查找转移关系的最近交互数。</translation>
    </message>
    <message>
        <source>Most similar people whose histories are summed.</source>
        <translation>对历史求和的最相似用户数。</translation>
    </message>
    <message>
        <source>Moved to the nearer end of the scale, {low} or {high}.</source>
        <translation>移到评分范围较近的一端，{low} 或 {high}。</translation>
    </message>
    <message>
        <source>MultVAE (autoencoder)</source>
        <translation>MultVAE（自编码器）</translation>
    </message>
    <message>
        <source>MultiInterest (several interests)</source>
        <translation>MultiInterest（多兴趣）</translation>
    </message>
    <message>
        <source>MultimodalAttention (id, text, picture, sound)</source>
        <translation>MultimodalAttention（编号、文本、图片、声音）</translation>
    </message>
    <message>
        <source>Mutual information in bits between the person (for items&apos; attributes; the item for people&apos;s) and the value in an interaction, less its mean over {PERMUTATIONS} shuffles of the values.</source>
        <translation>交互中用户（对物品属性；对用户属性则为物品）与属性值之间的互信息（比特），减去将属性值打乱 {PERMUTATIONS} 次后的平均值。</translation>
    </message>
    <message>
        <source>Name a finished run.</source>
        <translation>请指定一个已完成的运行。</translation>
    </message>
    <message>
        <source>Name another finished run.</source>
        <translation>请指定另一次已完成的运行。</translation>
    </message>
    <message>
        <source>Netflix Prize</source>
        <translation>Netflix Prize</translation>
    </message>
    <message>
        <source>NeuMF (neural factors)</source>
        <translation>NeuMF（神经因子）</translation>
    </message>
    <message>
        <source>New item</source>
        <translation>新物品</translation>
    </message>
    <message>
        <source>None of these models has a setting called “{unknown}”.</source>
        <translation>这些模型都没有名为“{unknown}”的设置。</translation>
    </message>
    <message>
        <source>Normalise values</source>
        <translation>数值归一化</translation>
    </message>
    <message>
        <source>Nothing is known of the items but their ids and titles.</source>
        <translation>除了 ID 和标题，对这些物品一无所知。</translation>
    </message>
    <message>
        <source>Nothing tells these items apart: they have no categories, and the model learns no vectors.</source>
        <translation>没有什么能区分这些物品：它们没有类别，模型也不学习向量。</translation>
    </message>
    <message>
        <source>Numbers that a history is encoded to.</source>
        <translation>历史被编码成的数的个数。</translation>
    </message>
    <message>
        <source>Numbers that describe a person&apos;s taste, and an item.</source>
        <translation>描述用户口味和物品所用的数字个数。</translation>
    </message>
    <message>
        <source>One network reads histories and people, another reads items; their vectors are compared.</source>
        <translation>一个网络读取历史和用户，另一个读取物品；比较两者的向量。</translation>
    </message>
    <message>
        <source>Only so many latest items of a history are compared.</source>
        <translation>只比较历史中最近的这些物品。</translation>
    </message>
    <message>
        <source>Open it in a spreadsheet and save it again, or as CSV.</source>
        <translation>请用电子表格软件打开并重新保存，或另存为 CSV。</translation>
    </message>
    <message>
        <source>Open the interactions, and choose this file as that of the items.</source>
        <translation>请打开交互文件，并将此文件指定为物品文件。</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Parts of a step</source>
        <translation>每步份数</translation>
    </message>
    <message>
        <source>People who met the target</source>
        <translation>接触过目标的人数</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Popularity discount (beta)</source>
        <translation>流行度折扣（β）</translation>
    </message>
    <message>
        <source>Popularity of a period needs interactions with times, and this dataset has none.</source>
        <translation>按时段计算流行度需要带时间的交互，而该数据集没有时间。</translation>
    </message>
    <message>
        <source>Popularity within categories needs items with categories, and this dataset has none.</source>
        <translation>按类别计算流行度需要物品带有类别，而该数据集没有类别。</translation>
    </message>
    <message>
        <source>Power of an item&apos;s number of people that walks to it are divided by.</source>
        <translation>通往某物品的游走除以其用户数的此次幂。</translation>
    </message>
    <message>
        <source>Power of the length of a person&apos;s history that the similarity is divided by.</source>
        <translation>相似度除以用户历史长度的此次幂。</translation>
    </message>
    <message>
        <source>Power of the length of a person&apos;s history that the similarity is divided by; 0.5 is the cosine.</source>
        <translation>相似度除以用户历史长度的此次幂；0.5 即余弦。</translation>
    </message>
    <message>
        <source>Power of the probability of each step: larger trusts short histories and rare items more.</source>
        <translation>每步概率的幂：越大则越信任短历史和稀有物品。</translation>
    </message>
    <message>
        <source>Prefer popular items of the categories that the history holds; needs items with categories.</source>
        <translation>优先推荐历史所含类别中的流行物品；要求物品带有类别。</translation>
    </message>
    <message>
        <source>Price of codes that are not normally distributed (β in the paper).</source>
        <translation>编码偏离正态分布的惩罚（论文中的 β）。</translation>
    </message>
    <message>
        <source>Price of large numbers: larger for sparser data.</source>
        <translation>大数值的代价：数据越稀疏取值越大。</translation>
    </message>
    <message>
        <source>Pseudonyms</source>
        <translation>假名化</translation>
    </message>
    <message>
        <source>Pull of the numbers towards zero at each step.</source>
        <translation>每一步将参数拉向零的力度。</translation>
    </message>
    <message>
        <source>PureSVD (singular vectors)</source>
        <translation>PureSVD（奇异向量）</translation>
    </message>
    <message>
        <source>RP3beta (random walks)</source>
        <translation>RP3beta（随机游走）</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Rare ones count more</source>
        <translation>稀有者权重更高</translation>
    </message>
    <message>
        <source>Ratings go from −10 to 10; people are numbered as they come.</source>
        <translation>评分为 −10 到 10；用户按出现顺序编号。</translation>
    </message>
    <message>
        <source>Ratings go from −10 to 10; there are no times.</source>
        <translation>评分为 −10 到 10；没有时间。</translation>
    </message>
    <message>
        <source>Reach of the memory</source>
        <translation>记忆范围</translation>
    </message>
    <message>
        <source>Read pictures.</source>
        <translation>读取图片。</translation>
    </message>
    <message>
        <source>Read sounds.</source>
        <translation>读取声音。</translation>
    </message>
    <message>
        <source>Read titles, categories and descriptions.</source>
        <translation>读取标题、类别和描述。</translation>
    </message>
    <message>
        <source>Recommends anything: the floor of every metric of accuracy.</source>
        <translation>随机推荐：各项准确性指标的下限。</translation>
    </message>
    <message>
        <source>Recommends what people met who share the latest items of the history.</source>
        <translation>推荐与历史中最近物品相同的用户所接触过的内容。</translation>
    </message>
    <message>
        <source>Recommends what the people met whose history is most like this one.</source>
        <translation>推荐历史最相似的用户所接触过的内容。</translation>
    </message>
    <message>
        <source>Remembered neighbours</source>
        <translation>记忆近邻数</translation>
    </message>
    <message>
        <source>Rounds over all people and all items.</source>
        <translation>遍历所有用户和物品的轮数。</translation>
    </message>
    <message>
        <source>Rounds that sharpen the directions.</source>
        <translation>细化各方向的轮数。</translation>
    </message>
    <message>
        <source>Rows are clicks; what a person had clicked before the first impression comes before them, at its time.</source>
        <translation>每行是一次点击；首次曝光之前的点击排在前面，时间与首次曝光相同。</translation>
    </message>
    <message>
        <source>Run {run_id} cannot be resumed: it is {state}.</source>
        <translation>运行 {run_id} 无法继续：其状态为{state}。</translation>
    </message>
    <message>
        <source>Run {run_id} was deleted while it was judged.</source>
        <translation>运行 {run_id} 在评判期间被删除了。</translation>
    </message>
    <message>
        <source>Run {run_id} was deleted while it was training.</source>
        <translation>运行 {run_id} 在训练期间被删除。</translation>
    </message>
    <message>
        <source>Run {run_id} was stored before figures of each person were kept.</source>
        <translation>运行 {run_id} 保存时尚未记录每位用户的数值。</translation>
    </message>
    <message>
        <source>SASRec over frozen vectors of texts: knows new items, and moves to other data.</source>
        <translation>基于冻结文本向量的 SASRec：认识新物品，可迁移到其他数据。</translation>
    </message>
    <message>
        <source>SASRec that also knows how much time lies between two interactions.</source>
        <translation>还能感知两次交互之间时间间隔的 SASRec。</translation>
    </message>
    <message>
        <source>SASRec with gated LiGR blocks and a sampled softmax, the best of many later ideas.</source>
        <translation>采用门控 LiGR 模块和采样 softmax 的 SASRec，集后续改进之长。</translation>
    </message>
    <message>
        <source>SASRec with many sampled negatives and a binary loss calibrated for those not drawn.</source>
        <translation>使用大量负样本、并对未抽到者校准的二元损失的 SASRec。</translation>
    </message>
    <message>
        <source>Sample of people</source>
        <translation>用户抽样</translation>
    </message>
    <message>
        <source>Sampled items a step, for all losses but the softmax over all items. 0: by the data&apos;s shape.</source>
        <translation>每步抽样的物品数，用于除全物品 softmax 以外的损失函数。0：按数据规模自动确定。</translation>
    </message>
    <message>
        <source>Save it again.</source>
        <translation>请重新保存。</translation>
    </message>
    <message>
        <source>Save the sheet as CSV.</source>
        <translation>请将工作表另存为 CSV。</translation>
    </message>
    <message>
        <source>Self-attention beside a memory of what followed what; it learns how far to trust each.</source>
        <translation>自注意力与“何者跟随何者”的记忆并用，并学习对二者的信任程度。</translation>
    </message>
    <message>
        <source>Session neighbours (V-SkNN)</source>
        <translation>会话近邻（V-SkNN）</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Several learned queries look over the history; an item suits the best of the interests.</source>
        <translation>多个学得的查询回看历史；物品按最匹配的兴趣打分。</translation>
    </message>
    <message>
        <source>Share of a history&apos;s items that are hidden and to be guessed.</source>
        <translation>历史中被遮盖并需推测的物品比例。</translation>
    </message>
    <message>
        <source>Share of numbers dropped in training, against learning by heart. Below 0: by the data&apos;s shape.</source>
        <translation>训练中随机丢弃的比例，防止死记硬背（过拟合）。小于 0：按数据规模自动确定。</translation>
    </message>
    <message>
        <source>Share of the modalities (ids too) hidden in training, so that a missing one is normal.</source>
        <translation>训练时隐藏的模态（包括编号）比例，使缺失模态成为常态。</translation>
    </message>
    <message>
        <source>Shared items</source>
        <translation>共同物品</translation>
    </message>
    <message>
        <source>Shortlist</source>
        <translation>候选数</translation>
    </message>
    <message>
        <source>Smooths items&apos; vectors over the graph of who met what, and learns them from pairs.</source>
        <translation>在交互图上平滑物品向量，并从成对比较中学习。</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Spread (alpha)</source>
        <translation>扩散（α）</translation>
    </message>
    <message>
        <source>Switch it off.</source>
        <translation>请将其关闭。</translation>
    </message>
    <message>
        <source>TargetAttention (candidates look back)</source>
        <translation>TargetAttention（候选回看）</translation>
    </message>
    <message>
        <source>Tell the model when the item to be predicted is met. Its metrics then compare with no others.</source>
        <translation>告诉模型待预测物品出现的时间。此时其指标不能与其他模型比较。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The cases cannot be put into groups by “{by}”.</source>
        <translation>无法按“{by}”分组。</translation>
    </message>
    <message>
        <source>The cells of the column “{name}” in {label} are lists, which are no ids, values or times.</source>
        <translation>{label} 中“{name}”列的单元格是列表，不能作 ID、数值或时间。</translation>
    </message>
    <message>
        <source>The checkpoint of this run cannot be read.</source>
        <translation>无法读取该运行的检查点。</translation>
    </message>
    <message>
        <source>The encoder of {modality} that the model learned from has changed, or belongs to its dataset alone.</source>
        <translation>该模型学习时所用的{modality}编码器已改变，或只属于它自己的数据集。</translation>
    </message>
    <message>
        <source>The figures of each person of {label} belong to other people than its split holds out.</source>
        <translation>{label} 的每人指标所属的人与其划分留出的人不一致。</translation>
    </message>
    <message>
        <source>The file cannot be written: {error}.</source>
        <translation>无法写入文件：{error}。</translation>
    </message>
    <message>
        <source>The files cannot be written: {error}.</source>
        <translation>无法写入文件：{error}。</translation>
    </message>
    <message>
        <source>The files of {what} cannot be read.</source>
        <translation>无法读取{what}的文件。</translation>
    </message>
    <message>
        <source>The files that were imported still hold the person: {sources}.</source>
        <translation>最初导入的文件仍含该用户：{sources}。</translation>
    </message>
    <message>
        <source>The first row</source>
        <translation>第一行</translation>
    </message>
    <message>
        <source>The folder is not empty.</source>
        <translation>文件夹不是空的。</translation>
    </message>
    <message>
        <source>The folder {name} cannot be read: {error}.</source>
        <translation>无法读取文件夹 {name}：{error}。</translation>
    </message>
    <message>
        <source>The history has no interaction {place}.</source>
        <translation>历史中没有第 {place} 条交互。</translation>
    </message>
    <message>
        <source>The ids of {noun} became pseudonyms by HMAC-SHA256; the key {fate}.</source>
        <translation>{noun}的 ID 已用 HMAC-SHA256 变为假名；密钥{fate}。</translation>
    </message>
    <message>
        <source>The items of “{name}” have no content to compare.</source>
        <translation>“{name}”的物品没有可比较的内容。</translation>
    </message>
    <message>
        <source>The items of “{name}” have no texts.</source>
        <translation>“{name}”的物品没有文本。</translation>
    </message>
    <message>
        <source>The items&apos; products are singular to working precision.</source>
        <translation>物品乘积矩阵在工作精度下奇异。</translation>
    </message>
    <message>
        <source>The key of pseudonyms cannot be read.</source>
        <translation>无法读取假名密钥。</translation>
    </message>
    <message>
        <source>The key of the pseudonyms in {names} was thrown away: nobody can tell whether the person is in there.</source>
        <translation>{names} 的假名密钥已丢弃，无法得知其中是否含该用户。</translation>
    </message>
    <message>
        <source>The last interaction of each of {ends} is the test and the one before it validation; {few} with fewer than 3 interactions {few2} training only.</source>
        <translation>{ends}各自的最后一条交互作测试，倒数第二条作验证；交互少于 3 条的 {few} 只用于训练。</translation>
    </message>
    <message>
        <source>The last row</source>
        <translation>最后一行</translation>
    </message>
    <message>
        <source>The last row, with the sum of values</source>
        <translation>最后一行，数值取和</translation>
    </message>
    <message>
        <source>The lists of “{name}” and “{name2}” in {label} lie side by side, so that their elements make no rows together.</source>
        <translation>{label} 中“{name}”与“{name2}”的列表彼此并列，其元素无法组成行。</translation>
    </message>
    <message>
        <source>The longest of each person&apos;s {codes} rows holds the others: {longest} were taken.</source>
        <translation>每位用户的 {codes} 行中最长的一行包含其余各行：取 {longest} 行。</translation>
    </message>
    <message>
        <source>The longest row of each person is taken: its history, then what came next. There are no times.</source>
        <translation>取每位用户最长的一行：先是历史，后是后续。没有时间。</translation>
    </message>
    <message>
        <source>The loss is no longer a finite number.</source>
        <translation>损失已不是有限数值。</translation>
    </message>
    <message>
        <source>The mean {mean} became 0 and the deviation {deviation} became 1.</source>
        <translation>均值 {mean} 变为 0，标准差 {deviation} 变为 1。</translation>
    </message>
    <message>
        <source>The model is told when the item to be predicted is met, which others are not.</source>
        <translation>该模型知道待预测物品出现的时间，而其他模型不知道。</translation>
    </message>
    <message>
        <source>The parameter “{name}” of the split “{name2}” is wrong: {lower}{reason}.</source>
        <translation>划分“{name2}”的参数“{name}”有误：{lower}{reason}。</translation>
    </message>
    <message>
        <source>The person is still in {names}: delete what is no longer needed, then empty the bin.</source>
        <translation>{names} 中仍含该用户：请删除不再需要的内容，然后清空回收站。</translation>
    </message>
    <message>
        <source>The program ended while this run was training.</source>
        <translation>程序在该运行训练期间退出。</translation>
    </message>
    <message>
        <source>The row with the largest value</source>
        <translation>数值最大的一行</translation>
    </message>
    <message>
        <source>The run&apos;s figures of each person cannot be read.</source>
        <translation>无法读取该运行中每位用户的数值。</translation>
    </message>
    <message>
        <source>The same seed draws the same people from the same dataset.</source>
        <translation>相同的种子在同一数据集中抽取相同的用户。</translation>
    </message>
    <message>
        <source>The setting “{name}” cannot be {name2}.</source>
        <translation>设置“{name}”不能为 {name2}。</translation>
    </message>
    <message>
        <source>The spaces are taken away.</source>
        <translation>空格会被去除。</translation>
    </message>
    <message>
        <source>The split “{name}” has no parameter “{name2}”.</source>
        <translation>划分“{name}”没有参数“{name2}”。</translation>
    </message>
    <message>
        <source>The stored categories do not fit together.</source>
        <translation>所存类别互不匹配。</translation>
    </message>
    <message>
        <source>The stored dataset has lost its file {name}.</source>
        <translation>所存数据集缺少文件 {name}。</translation>
    </message>
    <message>
        <source>The stored file {name} {how}.</source>
        <translation>所存文件 {name} {how}。</translation>
    </message>
    <message>
        <source>The stored histories do not fit together.</source>
        <translation>所存历史互不匹配。</translation>
    </message>
    <message>
        <source>The stored histories name items that are not in the catalogue.</source>
        <translation>所存历史含有目录中没有的物品。</translation>
    </message>
    <message>
        <source>The stored item-to-item weights do not fit together.</source>
        <translation>所存的物品间权重互不匹配。</translation>
    </message>
    <message>
        <source>The stored model&apos;s array “{name}” is missing or has another shape.</source>
        <translation>所存模型的数组“{name}”缺失或形状不符。</translation>
    </message>
    <message>
        <source>The texts of “{name}” were encoded by another encoder than this model learned from.</source>
        <translation>“{name}”的文本所用编码器与此模型学习时的不同。</translation>
    </message>
    <message>
        <source>The value from which on growth slows down; only for the logarithm.</source>
        <translation>从此数值起增长放缓；仅用于对数形式。</translation>
    </message>
    <message>
        <source>The value in the column “{column}” is not a number in “{text}”.</source>
        <translation>列“{column}”的值不是数值，见“{text}”。</translation>
    </message>
    <message>
        <source>The value is missing in “{text}”.</source>
        <translation>“{text}”中缺少数值。</translation>
    </message>
    <message>
        <source>The value “{}” is not a number in “{}”.</source>
        <translation>“{}”不是数值，见“{}”。</translation>
    </message>
    <message>
        <source>The weights of the stored model cannot be read.</source>
        <translation>无法读取所存模型的权重。</translation>
    </message>
    <message>
        <source>The workspace folder cannot be used: {error}.</source>
        <translation>无法使用工作区文件夹：{error}。</translation>
    </message>
    <message>
        <source>The zeros behind the point are taken away: 12.0 becomes 12.</source>
        <translation>去除小数点后的零：12.0 变为 12。</translation>
    </message>
    <message>
        <source>The {noun} id {argmax} has a tabulator or a line break, which atomic files cannot hold.</source>
        <translation>{noun} ID {argmax} 含制表符或换行，原子文件无法存放。</translation>
    </message>
    <message>
        <source>There are no times: the order of the file&apos;s rows is taken for the order of events.</source>
        <translation>没有时间列：以文件中行的顺序作为事件顺序。</translation>
    </message>
    <message>
        <source>There are no times: the order of the rows is the order in which things happened.</source>
        <translation>没有时间列：行的顺序即发生的顺序。</translation>
    </message>
    <message>
        <source>There are no times: the order on each line is the order in which things happened.</source>
        <translation>没有时间：每行内的顺序即发生的顺序。</translation>
    </message>
    <message>
        <source>There are no values to bin.</source>
        <translation>没有可分级的数值。</translation>
    </message>
    <message>
        <source>There are no values to bring to a scale.</source>
        <translation>没有可调整尺度的数值。</translation>
    </message>
    <message>
        <source>There are: {columns}.</source>
        <translation>现有：{columns}。</translation>
    </message>
    <message>
        <source>There are: {known}.</source>
        <translation>现有：{known}。</translation>
    </message>
    <message>
        <source>There are: {names}.</source>
        <translation>现有：{names}。</translation>
    </message>
    <message>
        <source>There is a folder of this name.</source>
        <translation>已有同名文件夹。</translation>
    </message>
    <message>
        <source>There is a single column, where there should be one of users and one of items at least.</source>
        <translation>只有一列，而至少应有用户列和物品列。</translation>
    </message>
    <message>
        <source>There is no column of times: the order of the rows will be the order in time.</source>
        <translation>没有时间列：将以行的顺序作为时间顺序。</translation>
    </message>
    <message>
        <source>There is no column “{name}” to sort by.</source>
        <translation>没有可用来排序的列“{name}”。</translation>
    </message>
    <message>
        <source>There is no dataset “{name}”.</source>
        <translation>没有数据集“{name}”。</translation>
    </message>
    <message>
        <source>There is no file of titles by item id.</source>
        <translation>没有按物品 ID 对应标题的文件。</translation>
    </message>
    <message>
        <source>There is no file or folder {path}, or it may not be looked at.</source>
        <translation>文件或文件夹 {path} 不存在，或无权查看。</translation>
    </message>
    <message>
        <source>There is no file {label}.</source>
        <translation>没有文件 {label}。</translation>
    </message>
    <message>
        <source>There is no finished run among these.</source>
        <translation>其中没有已完成的运行。</translation>
    </message>
    <message>
        <source>There is no finished run to export.</source>
        <translation>没有可导出的已完成运行。</translation>
    </message>
    <message>
        <source>There is no interaction.</source>
        <translation>没有交互。</translation>
    </message>
    <message>
        <source>There is no item in “{text}”.</source>
        <translation>“{text}”中没有物品。</translation>
    </message>
    <message>
        <source>There is no layer {layer}, head {head}.</source>
        <translation>没有第 {layer} 层的头 {head}。</translation>
    </message>
    <message>
        <source>There is no model called “{name}”.</source>
        <translation>没有名为“{name}”的模型。</translation>
    </message>
    <message>
        <source>There is no news.tsv: no titles.</source>
        <translation>没有 news.tsv：缺少标题。</translation>
    </message>
    <message>
        <source>There is no run {missing}.</source>
        <translation>没有运行 {missing}。</translation>
    </message>
    <message>
        <source>There is no run {run_id}.</source>
        <translation>没有运行 {run_id}。</translation>
    </message>
    <message>
        <source>There is no step “{step}”.</source>
        <translation>没有步骤“{step}”。</translation>
    </message>
    <message>
        <source>There is no text encoding called “{encoding}”.</source>
        <translation>没有名为“{encoding}”的文本编码。</translation>
    </message>
    <message>
        <source>There is no user in “{text}”.</source>
        <translation>“{text}”中没有用户。</translation>
    </message>
    <message>
        <source>There is no user “{user_id}” in “{name}”.</source>
        <translation>“{name}”中没有用户“{user_id}”。</translation>
    </message>
    <message>
        <source>There is no way of splitting called “{strategy}”.</source>
        <translation>没有名为“{strategy}”的划分方式。</translation>
    </message>
    <message>
        <source>There is no workspace to look at.</source>
        <translation>没有可查看的工作区。</translation>
    </message>
    <message>
        <source>There is no {file}: no {what}.</source>
        <translation>没有 {file}：缺少{what}。</translation>
    </message>
    <message>
        <source>There is no {noun} “{external_id}” in “{name}”.</source>
        <translation>“{name}”中没有{noun}“{external_id}”。</translation>
    </message>
    <message>
        <source>There is no {usual}: no {what}.</source>
        <translation>没有 {usual}：缺少{what}。</translation>
    </message>
    <message>
        <source>There is not enough memory to train this model.</source>
        <translation>内存不足，无法训练该模型。</translation>
    </message>
    <message>
        <source>There is nothing called “{kind}” to decide about.</source>
        <translation>没有名为“{kind}”的待决事项。</translation>
    </message>
    <message>
        <source>These runs were measured under different rules ({rules}): their figures cannot be compared.</source>
        <translation>这些运行按不同规则评估（{rules}），其数值不可比较。</translation>
    </message>
    <message>
        <source>These runs were trained on different datasets, so their items cannot be matched.</source>
        <translation>这些运行是用不同的数据集训练的，物品无法对应。</translation>
    </message>
    <message>
        <source>This file is a database of another program.</source>
        <translation>该文件是其他程序的数据库。</translation>
    </message>
    <message>
        <source>This is not a stored {name} model.</source>
        <translation>这不是已存的 {name} 模型。</translation>
    </message>
    <message>
        <source>This machine has no device “{device}” that torch can use.</source>
        <translation>本机没有 torch 可用的设备“{device}”。</translation>
    </message>
    <message>
        <source>This machine has {device_count} GPUs, not {devices}.</source>
        <translation>本机有 {device_count} 个 GPU，而不是 {devices} 个。</translation>
    </message>
    <message>
        <source>This model has one head only.</source>
        <translation>此模型只有一个注意力头。</translation>
    </message>
    <message>
        <source>This model has {n_layers} layer(s) of {n_heads} head(s).</source>
        <translation>该模型有 {n_layers} 层，每层 {n_heads} 个头。</translation>
    </message>
    <message>
        <source>This model was stored by a newer version of the application.</source>
        <translation>该模型由更新版本的程序保存。</translation>
    </message>
    <message>
        <source>This recipe has no step.</source>
        <translation>该配方没有步骤。</translation>
    </message>
    <message>
        <source>This split leaves nobody to evaluate on.</source>
        <translation>此划分没有留下可评估的用户。</translation>
    </message>
    <message>
        <source>This workspace is from an older version and has to be upgraded first.</source>
        <translation>该工作区来自旧版本，需先升级。</translation>
    </message>
    <message>
        <source>This workspace is open to look at only.</source>
        <translation>该工作区以只读方式打开。</translation>
    </message>
    <message>
        <source>This workspace was written by a newer version of the application (schema {stamped}).</source>
        <translation>该工作区由更新版本的程序写入（版本 {stamped}）。</translation>
    </message>
    <message>
        <source>TiSASRec (time-interval attention)</source>
        <translation>TiSASRec（时间间隔注意力）</translation>
    </message>
    <message>
        <source>Time of the target</source>
        <translation>目标的时间</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Times that vectors are smoothed from items through the people who met them to items.</source>
        <translation>向量从物品经用户再回到物品的平滑次数。</translation>
    </message>
    <message>
        <source>Titles, categories and texts come from {name}.</source>
        <translation>标题、类别和文本来自 {name}。</translation>
    </message>
    <message>
        <source>Train it again to replace them.</source>
        <translation>请重新训练以替换。</translation>
    </message>
    <message>
        <source>Train it again.</source>
        <translation>请重新训练。</translation>
    </message>
    <message>
        <source>Train it again: it takes seconds.</source>
        <translation>请重新训练：只需几秒。</translation>
    </message>
    <message>
        <source>Train it on vectors of WordLlama, MiniLM or a folder, which mean the same in every dataset.</source>
        <translation>请用 WordLlama、MiniLM 或文件夹的向量训练，它们在每个数据集中含义相同。</translation>
    </message>
    <message>
        <source>Train the model again from the start.</source>
        <translation>请从头重新训练该模型。</translation>
    </message>
    <message>
        <source>Train the model again to replace it.</source>
        <translation>请重新训练该模型以替换。</translation>
    </message>
    <message>
        <source>Trained with this person, and now marked so: {labels}. Train again on the new version.</source>
        <translation>以下运行使用了该用户的数据，现已标记：{labels}。请在新版本上重新训练。</translation>
    </message>
    <message>
        <source>Training ends before {validation_from} UTC, validation before {test_from} UTC, the test before {ends} UTC: window {number} of {of}, each judged by what was learned from the time before it; {dropped} interactions of people without any earlier one are left out.</source>
        <translation>训练截止于 {validation_from} UTC 之前，验证截止于 {test_from} UTC 之前，测试截止于 {ends} UTC 之前：第 {number} 个窗口，共 {of} 个，每个窗口都由其之前的数据训练出的模型接受评估；没有更早交互的用户的 {dropped} 条交互被略去。</translation>
    </message>
    <message>
        <source>Training ends before {validation_from} UTC, validation before {test_from} UTC, the test is the rest; {dropped} later interactions of people without any earlier one are left out.</source>
        <translation>训练集截至 {validation_from}（UTC），验证集截至 {test_from}（UTC），其余为测试集；去除了此前没有任何交互的用户的 {dropped} 条后期交互。</translation>
    </message>
    <message>
        <source>Training needs at least 1 thread.</source>
        <translation>训练至少需要 1 个线程。</translation>
    </message>
    <message>
        <source>Training needs at least one device and one node.</source>
        <translation>训练至少需要一个设备和一个节点。</translation>
    </message>
    <message>
        <source>Training never sees a person&apos;s own future, but it sees what other people did after that person&apos;s held-out interactions, so trends of the future leak in.</source>
        <translation>训练从不接触用户自己的未来，但能看到他人在该用户留出交互之后的行为，因此会泄漏未来的趋势。</translation>
    </message>
    <message>
        <source>Training never sees a person&apos;s own future, but it sees what other people did after that person&apos;s test interaction, so trends of the future leak in.</source>
        <translation>训练从不接触用户自己的未来，但能看到他人在该用户测试交互之后的行为，因此会泄漏未来的趋势。</translation>
    </message>
    <message>
        <source>Training sees nobody&apos;s own future: nothing that a person did after a test interaction of theirs.</source>
        <translation>训练不接触任何用户自己的未来，即其测试交互之后的行为。</translation>
    </message>
    <message>
        <source>Training sees nothing of the future: none of its interactions is later than the earliest in the test.</source>
        <translation>训练看不到未来：其交互都不晚于测试集中最早的一条。</translation>
    </message>
    <message>
        <source>Training sees the own future of {own}: something they did after a test interaction of theirs.</source>
        <translation>训练看到了 {own} 自己的未来，即其测试交互之后的行为。</translation>
    </message>
    <message>
        <source>Training steps in which the learning rate rises from zero.</source>
        <translation>学习率从零上升所用的训练步数。</translation>
    </message>
    <message>
        <source>Trains on everything before one moment and judges on everything after it, as a model in use would be.</source>
        <translation>用某一时刻之前的全部数据训练，用其后的数据评估，如同模型实际使用时那样。</translation>
    </message>
    <message>
        <source>Trains on some people and judges on others, whose earlier interactions are shown and later ones asked for.</source>
        <translation>用一部分用户训练，用另一部分评估：给出他们较早的交互，要求预测较晚的。</translation>
    </message>
    <message>
        <source>TransitionSASRec (attention and transitions)</source>
        <translation>TransitionSASRec（注意力与转移）</translation>
    </message>
    <message>
        <source>Try utf-8, latin-1 or utf-16.</source>
        <translation>请尝试 utf-8、latin-1 或 utf-16。</translation>
    </message>
    <message>
        <source>TwoTower (people and items)</source>
        <translation>TwoTower（用户与物品）</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Unobserved weight</source>
        <translation>未观测权重</translation>
    </message>
    <message>
        <source>Unpack it and open the file with the interactions.</source>
        <translation>请解压后打开含有交互的文件。</translation>
    </message>
    <message>
        <source>Unpack it and open the interactions.</source>
        <translation>请解压后打开交互文件。</translation>
    </message>
    <message>
        <source>Unpack it yourself if you trust it.</source>
        <translation>若信任该文件，请自行解压。</translation>
    </message>
    <message>
        <source>Until everybody and everything that is left has enough; otherwise items are judged once, then people once.</source>
        <translation>直到剩下的用户和物品都足够；否则先筛物品一次，再筛用户一次。</translation>
    </message>
    <message>
        <source>User neighbours (kNN)</source>
        <translation>用户近邻（kNN）</translation>
    </message>
    <message>
        <source>Users and items of {label} cannot both be the column “{user}”.</source>
        <translation>{label} 的用户和物品不能同为“{user}”列。</translation>
    </message>
    <message>
        <source>Validation items</source>
        <translation>验证物品</translation>
    </message>
    <message>
        <source>Validation people</source>
        <translation>验证用户</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>验证集占比</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Value threshold</source>
        <translation>数值阈值</translation>
    </message>
    <message>
        <source>Values are 1 where the person recommends the game and 0 where not.</source>
        <translation>用户推荐该游戏记为 1，否则为 0。</translation>
    </message>
    <message>
        <source>Values are minutes played; there are no times: the order is that of each library.</source>
        <translation>数值为游玩分钟数；没有时间，顺序取自各游戏库。</translation>
    </message>
    <message>
        <source>Values are plays; an artist without a MusicBrainz id goes by the name.</source>
        <translation>数值为播放次数；没有 MusicBrainz ID 的艺人以名称代替。</translation>
    </message>
    <message>
        <source>Values are plays; there are no times.</source>
        <translation>数值为播放次数；没有时间。</translation>
    </message>
    <message>
        <source>Values became levels 1 to {levels}, cut at {edges}{else}; {used} are used.</source>
        <translation>数值已归为 1 到 {levels} 级，分界为 {edges}{else}；实际用到 {used} 级。</translation>
    </message>
    <message>
        <source>Values {low} to {high} became 0 to 1.</source>
        <translation>数值 {low} 到 {high} 变为 0 到 1。</translation>
    </message>
    <message>
        <source>Vectors that describe a person.</source>
        <translation>描述一位用户所用的向量数。</translation>
    </message>
    <message>
        <source>Walks from the history&apos;s items over people to items, and holds popular ends back.</source>
        <translation>从历史物品经用户游走到其他物品，并抑制流行的终点。</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>预热步数</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Weight of a loss that draws an item&apos;s content towards its id; 0 leaves it out.</source>
        <translation>把物品内容拉向其编号的损失权重；0 表示不使用。</translation>
    </message>
    <message>
        <source>Weight of each item further back.</source>
        <translation>每往前一个物品的权重。</translation>
    </message>
    <message>
        <source>Weight of each step further apart.</source>
        <translation>每多相隔一步的权重。</translation>
    </message>
    <message>
        <source>Weight of having come before an item, beside having come after it.</source>
        <translation>出现在某物品之前的权重，相对于出现在其后。</translation>
    </message>
    <message>
        <source>What a person had clicked before has no times of its own: it stands at the time of the first impression.</source>
        <translation>此前的点击没有各自的时间：统一记为首次曝光的时间。</translation>
    </message>
    <message>
        <source>What is like the history by text, picture and sound, new items too.</source>
        <translation>在文本、图片和声音上与历史相似的物品，包括新物品。</translation>
    </message>
    <message>
        <source>What makes an item popular: every interaction, every person once, or the sum of the values.</source>
        <translation>流行度的依据：每条交互、每位用户一次，或数值之和。</translation>
    </message>
    <message>
        <source>What remains where a person met an item several times.</source>
        <translation>用户多次接触同一物品时保留什么。</translation>
    </message>
    <message>
        <source>What to compare with; several values are separated by semicolons; capitals make no difference.</source>
        <translation>用来比较的值；多个值以分号分隔；不区分大小写。</translation>
    </message>
    <message>
        <source>Where a person met an item again {keep}; {merged} rows were merged into others.</source>
        <translation>用户再次接触同一物品时{keep}；{merged} 行并入其他行。</translation>
    </message>
    <message>
        <source>Where to train.</source>
        <translation>在何处训练。</translation>
    </message>
    <message>
        <source>Whether the target is new</source>
        <translation>目标是否为新物品</translation>
    </message>
    <message>
        <source>Whose attribute decides.</source>
        <translation>以谁的属性为准。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Width of each tower&apos;s inner layer.</source>
        <translation>每个塔内层的宽度。</translation>
    </message>
    <message>
        <source>Width of the layers before and behind the middle.</source>
        <translation>中间层前后各层的宽度。</translation>
    </message>
    <message>
        <source>Within categories</source>
        <translation>限于类别内</translation>
    </message>
    <message>
        <source>Write a number such as 1994.</source>
        <translation>请写一个数字，例如 1994。</translation>
    </message>
    <message>
        <source>Write one object a line.</source>
        <translation>请每行写一个对象。</translation>
    </message>
    <message>
        <source>at least 1 is no condition; ask for 2 or more of people or of items</source>
        <translation>至少 1 等于没有条件；请对用户或物品要求 2 以上</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>choose people&apos;s ids, items&apos; ids, or both</source>
        <translation>请选择用户 ID、物品 ID 或两者</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>计数完成</translation>
    </message>
    <message>
        <source>counted transitions</source>
        <translation>转移统计完成</translation>
    </message>
    <message>
        <source>counting</source>
        <translation>正在计数</translation>
    </message>
    <message>
        <source>counting transitions</source>
        <translation>正在统计转移</translation>
    </message>
    <message>
        <source>cut-offs {cutoffs}</source>
        <translation>截断位置 {cutoffs}</translation>
    </message>
    <message>
        <source>descending</source>
        <translation>正在下降求解</translation>
    </message>
    <message>
        <source>diversity {diversity}</source>
        <translation>多样性 {diversity}</translation>
    </message>
    <message>
        <source>eSASRec (gated self-attention)</source>
        <translation>eSASRec（门控自注意力）</translation>
    </message>
    <message>
        <source>epoch {steps_per_epoch}</source>
        <translation>第 {steps_per_epoch} 轮</translation>
    </message>
    <message>
        <source>factors</source>
        <translation>因子</translation>
    </message>
    <message>
        <source>finding neighbours</source>
        <translation>正在寻找近邻</translation>
    </message>
    <message>
        <source>found directions</source>
        <translation>方向已找到</translation>
    </message>
    <message>
        <source>found neighbours</source>
        <translation>近邻已找到</translation>
    </message>
    <message>
        <source>full ranking over {n_items} items</source>
        <translation>在全部 {n_items} 个物品上完整排序</translation>
    </message>
    <message>
        <source>gBCE (calibrated)</source>
        <translation>gBCE（校准）</translation>
    </message>
    <message>
        <source>gSASRec (self-attention, calibrated)</source>
        <translation>gSASRec（自注意力，校准）</translation>
    </message>
    <message>
        <source>give a first moment, a last one, or both</source>
        <translation>请给出起始时刻、结束时刻或两者</translation>
    </message>
    <message>
        <source>given: {input}</source>
        <translation>给定值：{input}</translation>
    </message>
    <message>
        <source>iALS (matrix factorisation)</source>
        <translation>iALS（矩阵分解）</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>不小于</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>不大于</translation>
    </message>
    <message>
        <source>is known</source>
        <translation>已知</translation>
    </message>
    <message>
        <source>is none of</source>
        <translation>不属于</translation>
    </message>
    <message>
        <source>is not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>属于</translation>
    </message>
    <message>
        <source>iteration {done} / {rounds}</source>
        <translation>第 {done} / {rounds} 次迭代</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>layer {layer}, head {head}</source>
        <translation>第 {layer} 层，第 {head} 个头</translation>
    </message>
    <message>
        <source>learned weights</source>
        <translation>权重已学得</translation>
    </message>
    <message>
        <source>length {k}</source>
        <translation>长度 {k}</translation>
    </message>
    <message>
        <source>line 1</source>
        <translation>第 1 行</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>looking through versions and descendants</source>
        <translation>正在查找各版本及其衍生数据</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>评估完成</translation>
    </message>
    <message>
        <source>name the attribute that decides</source>
        <translation>请指明起决定作用的属性</translation>
    </message>
    <message>
        <source>neighbours</source>
        <translation>近邻</translation>
    </message>
    <message>
        <source>no value is at least the minimum and at most the maximum</source>
        <translation>没有数值介于最小值与最大值之间</translation>
    </message>
    <message>
        <source>normalising transitions</source>
        <translation>正在归一化转移</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>preparing {name}</source>
        <translation>正在准备 {name}</translation>
    </message>
    <message>
        <source>reading row {done} of {name}</source>
        <translation>正在读取 {name} 第 {done} 行</translation>
    </message>
    <message>
        <source>reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>remembered</source>
        <translation>已记住</translation>
    </message>
    <message>
        <source>remembering histories</source>
        <translation>正在记录历史</translation>
    </message>
    <message>
        <source>rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>say what to compare with</source>
        <translation>请给出用来比较的值</translation>
    </message>
    <message>
        <source>sheets: {parts}</source>
        <translation>工作表：{parts}</translation>
    </message>
    <message>
        <source>solved</source>
        <translation>求解完成</translation>
    </message>
    <message>
        <source>solving</source>
        <translation>正在求解</translation>
    </message>
    <message>
        <source>sorting</source>
        <translation>正在排序</translation>
    </message>
    <message>
        <source>splitting</source>
        <translation>正在划分</translation>
    </message>
    <message>
        <source>step {place} of {chosen}: {title}</source>
        <translation>第 {place} 步，共 {chosen} 步：{title}</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>已存入</translation>
    </message>
    <message>
        <source>storing</source>
        <translation>正在存入</translation>
    </message>
    <message>
        <source>tables: {parts}</source>
        <translation>表：{parts}</translation>
    </message>
    <message>
        <source>the range ends before it begins</source>
        <translation>范围的终点早于起点</translation>
    </message>
    <message>
        <source>the targets and {sampled} items sampled by popularity (seed {seed}) of {n_items}</source>
        <translation>目标以及按热度抽样的 {sampled} 个物品（种子 {seed}），共 {n_items} 个</translation>
    </message>
    <message>
        <source>the targets and {sampled} items sampled uniformly (seed {seed}) of {n_items}</source>
        <translation>目标以及均匀抽样的 {sampled} 个物品（种子 {seed}），共 {n_items} 个</translation>
    </message>
    <message>
        <source>threads {threads}</source>
        <translation>线程数 {threads}</translation>
    </message>
    <message>
        <source>training with dropout needs a generator: call use_generator first</source>
        <translation>带 dropout 的训练需要随机数生成器：请先调用 use_generator</translation>
    </message>
    <message>
        <source>unexpected end of data</source>
        <translation>数据意外结束</translation>
    </message>
    <message>
        <source>walked</source>
        <translation>游走完成</translation>
    </message>
    <message>
        <source>width {width} is not a multiple of heads {heads}</source>
        <translation>宽度 {width} 不是注意力头数 {heads} 的倍数</translation>
    </message>
    <message>
        <source>{after_others} of {trained} people in training did something after somebody else&apos;s test interaction.</source>
        <translation>训练集的 {trained} 位用户中有 {after_others} 位在他人的测试交互之后仍有行为。</translation>
    </message>
    <message>
        <source>{again} of {tests} test interactions ({tests2}) repeat a meeting that training has seen; where seen items are left out of lists, they cannot be found.</source>
        <translation>{tests} 条测试交互中有 {again} 条（{tests2}）在训练中出现过；若列表去除已见物品，则无法命中它们。</translation>
    </message>
    <message>
        <source>{alone} {people} without any item left without interactions.</source>
        <translation>{alone} 位没有任何物品的用户没有交互。</translation>
    </message>
    <message>
        <source>{by} (p = {p}): its settings do not suit these data; tune them before it is used.</source>
        <translation>{by}（p = {p}）：其设置不适合这些数据；使用前请调参。</translation>
    </message>
    <message>
        <source>{by}, which chance explains (p = {p}).</source>
        <translation>{by}，可用偶然解释（p = {p}）。</translation>
    </message>
    <message>
        <source>{count} of {n_users} people, drawn with seed {seed}, were kept with all they did.</source>
        <translation>以种子 {seed} 从 {n_users} 位用户中抽取并保留 {count} 位及其全部行为。</translation>
    </message>
    <message>
        <source>{description} Fold {number} of {of}: each item is in the test of one fold.</source>
        <translation>{description} 第 {number} 折，共 {of} 折：每个物品恰好在一折的测试中。</translation>
    </message>
    <message>
        <source>{description} Fold {number} of {of}: everybody is in the test of one fold.</source>
        <translation>{description} 第 {number} 折，共 {of} 折：每人恰好在一折的测试中。</translation>
    </message>
    <message>
        <source>{distinct} pseudonyms came out twice.</source>
        <translation>{distinct} 个假名重复出现。</translation>
    </message>
    <message>
        <source>{histories} histories</source>
        <translation>{histories} 段历史</translation>
    </message>
    <message>
        <source>{history} histories</source>
        <translation>{history} 段历史</translation>
    </message>
    <message>
        <source>{identical_rows} rows repeat another one in every column.</source>
        <translation>{identical_rows} 行与其他行完全相同。</translation>
    </message>
    <message>
        <source>{interactions} rows</source>
        <translation>{interactions} 行</translation>
    </message>
    <message>
        <source>{interrupted} run(s) were interrupted when the program ended last time.</source>
        <translation>上次程序退出时有 {interrupted} 次运行被中断。</translation>
    </message>
    <message>
        <source>{label} cannot be read: {error}.</source>
        <translation>无法读取 {label}：{error}。</translation>
    </message>
    <message>
        <source>{label} does not begin with RecBole&apos;s header of field:type names.</source>
        <translation>{label} 开头不是 RecBole 的“字段:类型”表头。</translation>
    </message>
    <message>
        <source>{label} ends in the middle of a line, it seems to be cut off: “{text}”.</source>
        <translation>{label} 在一行中间结束，似乎被截断：“{text}”。</translation>
    </message>
    <message>
        <source>{label} ends in the middle of a time, it seems to be cut off: “{text}”.</source>
        <translation>{label} 在时间中间结束，似乎被截断：“{text}”。</translation>
    </message>
    <message>
        <source>{label} has no column {id_name}.</source>
        <translation>{label} 没有列 {id_name}。</translation>
    </message>
    <message>
        <source>{label} has no column {ids}: it was passed over.</source>
        <translation>{label} 没有列 {ids}，已跳过。</translation>
    </message>
    <message>
        <source>{label} has no column “{lacking}”, which {label2} has.</source>
        <translation>{label} 没有 {label2} 所具有的列“{lacking}”。</translation>
    </message>
    <message>
        <source>{label} has no column “{lacking}”.</source>
        <translation>{label} 没有列“{lacking}”。</translation>
    </message>
    <message>
        <source>{label} has no column “{name}” for the {role}{cut}.</source>
        <translation>{label} 没有用作{role}的列“{name}”{cut}。</translation>
    </message>
    <message>
        <source>{label} has no column “{user}” for the users.</source>
        <translation>{label} 没有用户列“{user}”。</translation>
    </message>
    <message>
        <source>{label} has no sheet “{part}”.</source>
        <translation>{label} 没有工作表“{part}”。</translation>
    </message>
    <message>
        <source>{label} has no sheet.</source>
        <translation>{label} 没有工作表。</translation>
    </message>
    <message>
        <source>{label} has no table “{part}”.</source>
        <translation>{label} 没有表“{part}”。</translation>
    </message>
    <message>
        <source>{label} has no tables.</source>
        <translation>{label} 没有表。</translation>
    </message>
    <message>
        <source>{label} has not the columns {wanted}.</source>
        <translation>{label} 没有列 {wanted}。</translation>
    </message>
    <message>
        <source>{label} holds more than {LARGEST_WHOLE} MB, too much to be read at once.</source>
        <translation>{label} 超过 {LARGEST_WHOLE} MB，无法一次读取。</translation>
    </message>
    <message>
        <source>{label} is damaged or cut off: it is no whole {kind} file.</source>
        <translation>{label} 已损坏或被截断：不是完整的 {kind} 文件。</translation>
    </message>
    <message>
        <source>{label} is damaged or cut off: its compressed content cannot be unpacked to the end.</source>
        <translation>{label} 已损坏或被截断：压缩内容无法完整解压。</translation>
    </message>
    <message>
        <source>{label} is damaged, protected or no workbook: it cannot be read.</source>
        <translation>{label} 已损坏、受保护或不是工作簿，无法读取。</translation>
    </message>
    <message>
        <source>{label} is damaged: its columns cannot be read.</source>
        <translation>{label} 已损坏：无法读取其各列。</translation>
    </message>
    <message>
        <source>{label} is empty, or no table.</source>
        <translation>{label} 为空，或不是表。</translation>
    </message>
    <message>
        <source>{label} is empty.</source>
        <translation>{label} 是空的。</translation>
    </message>
    <message>
        <source>{label} is empty: there is no column in it.</source>
        <translation>{label} 是空的：没有任何列。</translation>
    </message>
    <message>
        <source>{label} is empty: there is no interaction in it.</source>
        <translation>{label} 是空的：没有任何交互。</translation>
    </message>
    <message>
        <source>{label} is empty{nothing}.</source>
        <translation>{label} 是空的{nothing}。</translation>
    </message>
    <message>
        <source>{label} is no table of interactions: its lines have no common delimiter.</source>
        <translation>{label} 不是交互表：各行没有共同的分隔符。</translation>
    </message>
    <message>
        <source>{label} is no whole JSON document.</source>
        <translation>{label} 不是完整的 JSON 文档。</translation>
    </message>
    <message>
        <source>{label} is no whole JSON document: {error}.</source>
        <translation>{label} 不是完整的 JSON 文档：{error}。</translation>
    </message>
    <message>
        <source>{label} is not in the layout that its name promises: {promise}.</source>
        <translation>{label} 与其名称应有的格式不符：{promise}。</translation>
    </message>
    <message>
        <source>{label} is not text, so it is no table of interactions.</source>
        <translation>{label} 不是文本，因此不是交互表。</translation>
    </message>
    <message>
        <source>{label} names no users or no items.</source>
        <translation>{label} 没有指明用户或物品。</translation>
    </message>
    <message>
        <source>{label} tells about items or users by their ids; it holds no interactions.</source>
        <translation>{label} 按 ID 描述物品或用户，不含交互。</translation>
    </message>
    <message>
        <source>{label} unpacks to more than {MOST_RATIO} times its size, which no table does: it may be a zip bomb.</source>
        <translation>{label} 解压后超过原大小的 {MOST_RATIO} 倍，不像正常的表，可能是压缩炸弹。</translation>
    </message>
    <message>
        <source>{label} unpacks to {whole} MB, too much for a workbook.</source>
        <translation>{label} 解压后有 {whole} MB，对工作簿而言过大。</translation>
    </message>
    <message>
        <source>{later} training interactions ({share}) are later than the earliest test interaction, so trends of the future leak in.</source>
        <translation>{later} 条训练交互（{share}）晚于最早的测试交互，因此会泄漏未来的趋势。</translation>
    </message>
    <message>
        <source>{left_out} {noun}{s} without any interaction left out.</source>
        <translation>去除了 {left_out} 个没有交互的{noun}{s}。</translation>
    </message>
    <message>
        <source>{lost} {unit}{of} {label} could not be read; left out.</source>
        <translation>{label} 中有 {lost} {unit}{of} 无法读取，已去除。</translation>
    </message>
    <message>
        <source>{missing}, so nobody can say what training sees of the future.</source>
        <translation>{missing}，因此无法得知训练看到了多少未来。</translation>
    </message>
    <message>
        <source>{n_items} of the items were met once only.</source>
        <translation>{n_items} 个物品只出现过一次。</translation>
    </message>
    <message>
        <source>{n_rows} of the interactions fall on the same second as the person&apos;s one before: their order is that of the file.</source>
        <translation>{n_rows} 条交互与该用户的上一条在同一秒：以文件顺序为准。</translation>
    </message>
    <message>
        <source>{n_users} of the people have a single interaction: models can learn nothing of what they do next.</source>
        <translation>{n_users} 位用户只有一条交互：模型无法从中学到下一步。</translation>
    </message>
    <message>
        <source>{n_validation} for validation and {n_test} for the test, drawn with seed {seed}, are not trained on; the latest {target_share} of their interactions are asked for, at least one each.</source>
        <translation>以种子 {seed} 抽取 {n_validation} 位作验证、{n_test} 位作测试，不参与训练；要求预测其最近 {target_share} 的交互，每人至少一条。</translation>
    </message>
    <message>
        <source>{n_validation} items for validation and {n_test} for the test, drawn with seed {seed}, are taken out of training with all their interactions; {dropped} interactions of people who met no other item are left out.</source>
        <translation>以种子 {seed} 抽取 {n_validation} 个物品作验证、{n_test} 个作测试，连同其全部交互移出训练；去除了只接触过这些物品的用户的 {dropped} 条交互。</translation>
    </message>
    <message>
        <source>{name} cannot take {name2} = {input}: {msg}.</source>
        <translation>{name} 不接受 {name2} = {input}：{msg}。</translation>
    </message>
    <message>
        <source>{name} has negative values, which are no measure of confidence.</source>
        <translation>{name} 含负值，不能作为置信度。</translation>
    </message>
    <message>
        <source>{name} has no times to choose from.</source>
        <translation>{name} 没有可供选择的时间。</translation>
    </message>
    <message>
        <source>{name} has no times to see pauses by.</source>
        <translation>{name} 没有时间，无法判断间隔。</translation>
    </message>
    <message>
        <source>{name} has no times, so it cannot be split at one moment.</source>
        <translation>{name} 没有时间，因此无法按某一时刻划分。</translation>
    </message>
    <message>
        <source>{name} has too few {noun} to hold some out: {count}.</source>
        <translation>{name} 的{noun}太少，无法留出一部分：{count}。</translation>
    </message>
    <message>
        <source>{name} holds more than {MOST_FILES} files, too many to look through.</source>
        <translation>{name} 含超过 {MOST_FILES} 个文件，无法逐一查看。</translation>
    </message>
    <message>
        <source>{name} holds more than {MOST_MEMBERS} files, too many to look through.</source>
        <translation>{name} 含超过 {MOST_MEMBERS} 个文件，无法逐一查看。</translation>
    </message>
    <message>
        <source>{name} holds several tables: {names}{else}.</source>
        <translation>{name} 含有多个表：{names}{else}。</translation>
    </message>
    <message>
        <source>{name} holds {matching} datasets in the layout {title}: {names}{else}.</source>
        <translation>{name} 含有 {matching} 个 {title} 格式的数据集：{names}{else}。</translation>
    </message>
    <message>
        <source>{name} is an archive without a dataset of a known layout.</source>
        <translation>{name} 是压缩包，但没有已知格式的数据集。</translation>
    </message>
    <message>
        <source>{skipped} news shown without a click left out.</source>
        <translation>去除了 {skipped} 条未被点击的新闻曝光。</translation>
    </message>
    <message>
        <source>{spoilt} of the {name} {verb} {shown} inside, which was written as “{sign}”.</source>
        <translation>{name} 中有 {spoilt} 个内含 {shown}{verb}，已写作“{sign}”。</translation>
    </message>
    <message>
        <source>{start} / {parts} rows</source>
        <translation>{start} / {parts} 行</translation>
    </message>
    <message>
        <source>{title} cannot be moved to other data.</source>
        <translation>{title} 不能用到其他数据上。</translation>
    </message>
    <message>
        <source>{title} has no heads to switch off.</source>
        <translation>{title} 没有可关闭的注意力头。</translation>
    </message>
    <message>
        <source>“{text}” is more than one condition.</source>
        <translation>“{text}”包含多个条件。</translation>
    </message>
    <message>
        <source>“{value}” is not a number.</source>
        <translation>“{value}”不是数字。</translation>
    </message>
    <message>
        <source>{name} is damaged or cut off: it is no whole zip archive.</source>
        <translation>{name} 已损坏或被截断：不是完整的 zip 压缩包。</translation>
    </message>
    <message>
        <source>measuring {stop} / {n} people</source>
        <translation>正在评估第 {stop} / {n} 人</translation>
    </message>
    <message>
        <source>{name} is empty (0 bytes).</source>
        <translation>{name} 是空的（0 字节）。</translation>
    </message>
    <message>
        <source>{name} is no ordinary file.</source>
        <translation>{name} 不是普通文件。</translation>
    </message>
    <message>
        <source>{noun} have no attribute “{column}”.</source>
        <translation>{noun}没有属性“{column}”。</translation>
    </message>
    <message>
        <source>{noun} of which {column} {rule}{value} were kept: {sum} of {ids}.</source>
        <translation>保留 {column} {rule}{value} 的{noun}：{ids} 中的 {sum}。</translation>
    </message>
    <message>
        <source>{removed} interactions of one person were removed; “{label}” (dataset {id}) is without them.</source>
        <translation>已移除一位用户的 {removed} 条交互；“{label}”（数据集 {id}）不再含有它们。</translation>
    </message>
    <message>
        <source>{removed} interactions of one person, who asked to be forgotten, were removed.</source>
        <translation>已移除一位要求被遗忘的用户的 {removed} 条交互。</translation>
    </message>
    <message>
        <source>{strange} of its {noun} are named by no item and were left out.</source>
        <translation>其中 {strange} 个{noun}未以物品命名，已去除。</translation>
    </message>
    <message>
        <source>{times_before_1990} interactions lie before 1990: check the unit of time.</source>
        <translation>{times_before_1990} 条交互早于 1990 年：请检查时间单位。</translation>
    </message>
    <message>
        <source>{times_in_future} interactions lie in the future: check the unit of time.</source>
        <translation>{times_in_future} 条交互在未来：请检查时间单位。</translation>
    </message>
    <message>
        <source>{title} has no attention to show.</source>
        <translation>{title} 没有注意力可显示。</translation>
    </message>
    <message>
        <source>{title} learns no vectors of items.</source>
        <translation>{title} 不学习物品向量。</translation>
    </message>
    <message>
        <source>{total} of the {people} have no {name}.</source>
        <translation>{people} 中有 {total} 个没有 {name}。</translation>
    </message>
    <message>
        <source>{unknown} of {ids} {noun}s have no attributes.</source>
        <translation>{ids} 个{noun}中有 {unknown} 个没有属性。</translation>
    </message>
    <message>
        <source>{upper}{what} come from {file}.</source>
        <translation>{upper}{what}来自 {file}。</translation>
    </message>
    <message>
        <source>{upper}{what} come from {name}.</source>
        <translation>{upper}{what}来自 {name}。</translation>
    </message>
    <message>
        <source>{users} histories became {starts} sessions, cut where nothing happened for more than {gap_minutes} minutes.</source>
        <translation>{users} 段历史在超过 {gap_minutes} 分钟没有活动处切分为 {starts} 次会话。</translation>
    </message>
    <message>
        <source>{users} users</source>
        <translation>{users} 位用户</translation>
    </message>
    <message>
        <source>“{choice}” is no choice for {kind}.</source>
        <translation>“{choice}”不是 {kind} 的选项。</translation>
    </message>
    <message>
        <source>“{label}” (dataset {id}) is a version without this person already.</source>
        <translation>“{label}”（数据集 {id}）已是不含该用户的版本。</translation>
    </message>
    <message>
        <source>“{name}” is not measured for each person.</source>
        <translation>“{name}”没有按用户度量。</translation>
    </message>
    <message>
        <source>“{text}” is no date; write 2020-01-31 or 2020-01-31 13:45</source>
        <translation>“{text}”不是日期；请写成 2020-01-31 或 2020-01-31 13:45</translation>
    </message>
    <message>
        <source>“{title}” cannot take {name} = {input}: {message}.</source>
        <translation>“{title}”不接受 {name} = {input}：{message}。</translation>
    </message>
    <message>
        <source>“{value}” is not a number</source>
        <translation>“{value}”不是数值</translation>
    </message>
    <message>
        <source>A search needs a budget.</source>
        <translation>搜索需要一个预算。</translation>
    </message>
    <message>
        <source>Check its address, and that it lets you in.</source>
        <translation>请检查其地址以及访问权限。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>请选择其他模型。</translation>
    </message>
    <message>
        <source>Choose another split.</source>
        <translation>请选择其他划分方式。</translation>
    </message>
    <message>
        <source>Give an SQLAlchemy URL, such as sqlite:////home/me/studies.sqlite, and install its driver.</source>
        <translation>请给出 SQLAlchemy URL，例如 sqlite:////home/me/studies.sqlite，并安装其驱动。</translation>
    </message>
    <message>
        <source>Give it more than 0 seconds, or at least one trial.</source>
        <translation>请给它超过 0 秒的时间，或至少一次试验。</translation>
    </message>
    <message>
        <source>Give it seconds, or a number of trials.</source>
        <translation>请给出秒数或试验次数。</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>No trial of this study is complete.</source>
        <translation>该研究中没有完成的试验。</translation>
    </message>
    <message>
        <source>The budget of a search is too small.</source>
        <translation>搜索的预算太小。</translation>
    </message>
    <message>
        <source>The field {name} of {annotation} needs bounds to be tuned between.</source>
        <translation>字段 {name}（{annotation}）需要上下界才能调参。</translation>
    </message>
    <message>
        <source>The search goes on with others.</source>
        <translation>搜索将继续尝试其他设置。</translation>
    </message>
    <message>
        <source>The storage of the studies cannot be reached: {name}.</source>
        <translation>无法访问研究的存储：{name}。</translation>
    </message>
    <message>
        <source>The storage of the studies cannot be understood.</source>
        <translation>无法识别研究的存储。</translation>
    </message>
    <message>
        <source>The time was over before it was done.</source>
        <translation>时间在完成之前用完了。</translation>
    </message>
    <message>
        <source>There is no study “{name}”.</source>
        <translation>没有名为“{name}”的研究。</translation>
    </message>
    <message>
        <source>These settings do not fit together: {reason}.</source>
        <translation>这些设置互不相容：{reason}。</translation>
    </message>
    <message>
        <source>This split holds nobody out for validation, so nothing can be chosen by it.</source>
        <translation>该划分没有留出验证用户，因此无法据此选择。</translation>
    </message>
    <message>
        <source>Tune a model first.</source>
        <translation>请先为模型调参。</translation>
    </message>
    <message>
        <source>Tune for longer.</source>
        <translation>请调参更长时间。</translation>
    </message>
    <message>
        <source>trial {number}</source>
        <translation>试验 {number}</translation>
    </message>
    <message>
        <source>trial {number} · best {best} so far</source>
        <translation>试验 {number} · 目前最佳 {best}</translation>
    </message>
    <message>
        <source>{name} has no settings to tune.</source>
        <translation>{name} 没有可调的设置。</translation>
    </message>
    <message>
        <source>One history is explained at a time.</source>
        <translation>一次只能解释一个历史。</translation>
    </message>
    <message>
        <source>A Transformer for sentences: slower, understands more.</source>
        <translation>用于句子的 Transformer：较慢，但理解更深。</translation>
    </message>
    <message>
        <source>A convolutional network trained on photographs.</source>
        <translation>用照片训练的卷积网络。</translation>
    </message>
    <message>
        <source>BERT-like, GPT-like, ViT-like, wav2vec2-like, AST, CLIP, SigLIP and CLAP models can.</source>
        <translation>BERT 类、GPT 类、ViT 类、wav2vec2 类、AST、CLIP、SigLIP 和 CLAP 模型可以。</translation>
    </message>
    <message>
        <source>Choose a folder in Hugging Face layout: config.json, *.safetensors and the tokenizer&apos;s files.</source>
        <translation>请选择 Hugging Face 布局的文件夹：config.json、*.safetensors 和分词器文件。</translation>
    </message>
    <message>
        <source>Choose a model whose architecture is part of the library transformers.</source>
        <translation>请选择其架构包含在 transformers 库中的模型。</translation>
    </message>
    <message>
        <source>Choose another encoder.</source>
        <translation>请选择其他编码器。</translation>
    </message>
    <message>
        <source>Choose another item.</source>
        <translation>请选择其他物品。</translation>
    </message>
    <message>
        <source>Choose {known}, or the folder of a model on this machine.</source>
        <translation>请选择 {known}，或本机上某个模型的文件夹。</translation>
    </message>
    <message>
        <source>Convert them to safetensors on a machine where you trust them, or choose another model.</source>
        <translation>请在信任它们的机器上转换为 safetensors，或选择其他模型。</translation>
    </message>
    <message>
        <source>Copy all files of the model into the folder, not its weights alone.</source>
        <translation>请将模型的所有文件复制到该文件夹，而不仅是权重。</translation>
    </message>
    <message>
        <source>Counts of words, fitted on this dataset: any language.</source>
        <translation>在此数据集上拟合的词频：适用于任何语言。</translation>
    </message>
    <message>
        <source>Encode the dataset again with the same encoder.</source>
        <translation>请用同一编码器重新编码数据集。</translation>
    </message>
    <message>
        <source>Encode the dataset again.</source>
        <translation>请重新编码数据集。</translation>
    </message>
    <message>
        <source>Encode with a model of two towers, CLIP or CLAP for example, or search among the texts.</source>
        <translation>请用双塔模型（例如 CLIP 或 CLAP）编码，或在文本中搜索。</translation>
    </message>
    <message>
        <source>Import it with a file or folder that tells more about its items.</source>
        <translation>请连同描述物品的文件或文件夹一起导入。</translation>
    </message>
    <message>
        <source>Install the extra “encoders”, or choose the folder of a model on this machine.</source>
        <translation>请安装附加组件“encoders”，或选择本机上某个模型的文件夹。</translation>
    </message>
    <message>
        <source>Install the extra “encoders”: pip install recommendation-workbench[encoders].</source>
        <translation>请安装附加组件“encoders”：pip install recommendation-workbench[encoders]。</translation>
    </message>
    <message>
        <source>Look at the files that were skipped.</source>
        <translation>请查看被跳过的文件。</translation>
    </message>
    <message>
        <source>MiniLM L6 v2</source>
        <translation>MiniLM L6 v2</translation>
    </message>
    <message>
        <source>No encoder for {modality} is installed.</source>
        <translation>没有安装用于{modality}的编码器。</translation>
    </message>
    <message>
        <source>None of the sounds can be read.</source>
        <translation>没有任何声音文件可以读取。</translation>
    </message>
    <message>
        <source>Search for a part of its id.</source>
        <translation>请搜索其编号的一部分。</translation>
    </message>
    <message>
        <source>Spectra of the clips, and a small network that learns from them.</source>
        <translation>音频片段的频谱，以及从中学习的小网络。</translation>
    </message>
    <message>
        <source>Static vectors of words, averaged: fast, knows English best.</source>
        <translation>静态词向量的平均：快速，最擅长英语。</translation>
    </message>
    <message>
        <source>The architecture “{unknown}” cannot encode texts, pictures or sounds here.</source>
        <translation>架构“{unknown}”在此不能编码文本、图片或声音。</translation>
    </message>
    <message>
        <source>The encoder has changed since these vectors were made.</source>
        <translation>自这些向量生成以来，编码器已改变。</translation>
    </message>
    <message>
        <source>The file of {what} cannot be read.</source>
        <translation>{what} 的文件无法读取。</translation>
    </message>
    <message>
        <source>The items of “{name}” have no {modality}.</source>
        <translation>“{name}”的物品没有{modality}。</translation>
    </message>
    <message>
        <source>The items&apos; texts hold no words.</source>
        <translation>物品的文本中没有词。</translation>
    </message>
    <message>
        <source>The model cannot be loaded: {name}.</source>
        <translation>模型无法加载：{name}。</translation>
    </message>
    <message>
        <source>The model&apos;s {part} cannot be loaded: {name}.</source>
        <translation>模型的 {part} 无法加载：{name}。</translation>
    </message>
    <message>
        <source>The vectors of {modality} that this run learned from are not there any more.</source>
        <translation>此运行所用的{modality}向量已不存在。</translation>
    </message>
    <message>
        <source>The weights of this model are not whole: {missing} parts are missing ({missing2}).</source>
        <translation>该模型的权重不完整：缺少 {missing} 个部分（{missing2}）。</translation>
    </message>
    <message>
        <source>The weights of this model are pickled ({pickled}), which could run any program, and are refused.</source>
        <translation>该模型的权重是 pickle 格式（{pickled}），可能运行任意程序，因此被拒绝。</translation>
    </message>
    <message>
        <source>There is no encoder “{choice}” for {modality}.</source>
        <translation>没有用于{modality}的编码器“{choice}”。</translation>
    </message>
    <message>
        <source>There is no encoding {encoding_id}.</source>
        <translation>没有编码 {encoding_id}。</translation>
    </message>
    <message>
        <source>There is no item “{item}” in “{name}”.</source>
        <translation>“{name}”中没有物品“{item}”。</translation>
    </message>
    <message>
        <source>These words cannot be searched for: {reason}.</source>
        <translation>无法搜索这些词：{reason}。</translation>
    </message>
    <message>
        <source>This folder has no weights (*.safetensors).</source>
        <translation>该文件夹没有权重（*.safetensors）。</translation>
    </message>
    <message>
        <source>This is no folder of a pretrained model: it has no config.json that can be read.</source>
        <translation>这不是预训练模型的文件夹：没有可读取的 config.json。</translation>
    </message>
    <message>
        <source>This model asks for Python code of its own to be run, which is refused.</source>
        <translation>该模型要求运行自带的 Python 代码，已被拒绝。</translation>
    </message>
    <message>
        <source>This model reads {modalities}, not {modality}.</source>
        <translation>该模型读取{modalities}，而不是{modality}。</translation>
    </message>
    <message>
        <source>Tokens cannot be made into one vector by “{pooling}”.</source>
        <translation>不能用“{pooling}”把词元合成一个向量。</translation>
    </message>
    <message>
        <source>Write mean, cls or last behind the #.</source>
        <translation>请在 # 后写 mean、cls 或 last。</translation>
    </message>
    <message>
        <source>comparing items</source>
        <translation>正在比较物品</translation>
    </message>
    <message>
        <source>learning from the clips · {step} / {STEPS}</source>
        <translation>正在从音频片段学习 · {step} / {STEPS}</translation>
    </message>
    <message>
        <source>listening to the clips</source>
        <translation>正在读取音频片段</translation>
    </message>
    <message>
        <source>loading {title}</source>
        <translation>正在加载 {title}</translation>
    </message>
    <message>
        <source>looking for clusters</source>
        <translation>正在寻找聚类</translation>
    </message>
    <message>
        <source>reading the content</source>
        <translation>正在读取内容</translation>
    </message>
    <message>
        <source>{began} items/s</source>
        <translation>{began} 个物品/秒</translation>
    </message>
    <message>
        <source>{title} cannot be searched by words.</source>
        <translation>{title} 不能按词搜索。</translation>
    </message>
    <message>
        <source>{title} is not installed.</source>
        <translation>{title} 未安装。</translation>
    </message>
    <message>
        <source>“{item}” has no {modality} to compare.</source>
        <translation>“{item}”没有可比较的{modality}。</translation>
    </message>
    <message>
        <source>BPR (pairwise factors)</source>
        <translation>BPR（成对因子）</translation>
    </message>
    <message>
        <source>BiasedMF (predicted ratings)</source>
        <translation>BiasedMF（评分预测）</translation>
    </message>
    <message>
        <source>Choose a model of who meets what, iALS or EASE for example.</source>
        <translation>请选择基于交互的模型，例如 iALS 或 EASE。</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Describes people and items by factors whose products give the odds of a meeting.</source>
        <translation>用因子描述用户和物品，其乘积给出交互的几率。</translation>
    </message>
    <message>
        <source>History normalisation</source>
        <translation>历史归一化</translation>
    </message>
    <message>
        <source>How much a meeting counts beside not having met (α in the paper).</source>
        <translation>一次交互相对于未交互的权重（论文中的 α）。</translation>
    </message>
    <message>
        <source>It has: {CONTEXT}.</source>
        <translation>可用的有：{CONTEXT}。</translation>
    </message>
    <message>
        <source>Known are: {known}.</source>
        <translation>已知的有：{known}。</translation>
    </message>
    <message>
        <source>Learns factors so that what people chose stands above random items they did not choose.</source>
        <translation>学习因子，使用户选择过的物品排在随机的未选物品之前。</translation>
    </message>
    <message>
        <source>Line {line} of the rules has a condition that cannot be read: “{strip}”.</source>
        <translation>规则第 {line} 行的条件无法读取：“{strip}”。</translation>
    </message>
    <message>
        <source>Line {line} of the rules: the context has no “{column}”.</source>
        <translation>规则第 {line} 行：上下文中没有“{column}”。</translation>
    </message>
    <message>
        <source>Line {number} of the rules cannot be read: “{strip}”.</source>
        <translation>规则第 {number} 行无法读取：“{strip}”。</translation>
    </message>
    <message>
        <source>LogisticMF (logistic factors)</source>
        <translation>LogisticMF（逻辑因子）</translation>
    </message>
    <message>
        <source>Most passes over the training data.</source>
        <translation>遍历训练数据的最多次数。</translation>
    </message>
    <message>
        <source>Numbers that describe an item, and a person&apos;s taste.</source>
        <translation>描述物品和用户口味的数的个数。</translation>
    </message>
    <message>
        <source>One a line, applied in order over popularity: boost 0.3 when item.categories contains Comedy and user.age at most 25. Actions: boost, demote, pin, exclude. Attributes of item, user, and context (history length, hour, weekday, month); is, is not, contains, at least, at most.</source>
        <translation>每行一条，按顺序应用于热门排序：boost 0.3 when item.categories contains Comedy and user.age at most 25。动作：boost（提升）、demote（降低）、pin（置顶）、exclude（排除）。属性来自 item、user 和 context（history length、hour、weekday、month）；比较：is、is not、contains、at least、at most。</translation>
    </message>
    <message>
        <source>Passes over the training data.</source>
        <translation>遍历训练数据的次数。</translation>
    </message>
    <message>
        <source>Power of a history&apos;s length that its sum is divided by: 1 takes the mean.</source>
        <translation>历史之和除以其长度的多少次幂：1 为取平均。</translation>
    </message>
    <message>
        <source>Predicts ratings, also from what somebody rated at all. Judge it by RMSE rather than by what people meet next.</source>
        <translation>预测评分，也利用用户评过哪些物品。应以 RMSE 而非下一次交互来评判。</translation>
    </message>
    <message>
        <source>Predicts the rating somebody would give. Judge it by RMSE rather than by what people meet next.</source>
        <translation>预测用户会给出的评分。应以 RMSE 而非下一次交互来评判。</translation>
    </message>
    <message>
        <source>Price of large numbers for each rating.</source>
        <translation>每个评分对大数值的惩罚。</translation>
    </message>
    <message>
        <source>Random items a step that all of its interactions are compared with.</source>
        <translation>每一步中与所有交互比较的随机物品数。</translation>
    </message>
    <message>
        <source>Recommends what is popular, rearranged by rules that you write yourself.</source>
        <translation>推荐热门物品，并按您自己编写的规则重新排列。</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>SVD++ (predicted ratings)</source>
        <translation>SVD++（评分预测）</translation>
    </message>
    <message>
        <source>Share of the history&apos;s numbers dropped in training, against learning by heart.</source>
        <translation>训练时丢弃的历史数值比例，防止死记硬背。</translation>
    </message>
    <message>
        <source>Size of a training step (Adam).</source>
        <translation>训练步长（Adam）。</translation>
    </message>
    <message>
        <source>Stop after this many iterations without a gain in validation; 0 never.</source>
        <translation>验证指标连续这么多轮没有提升则停止；0 表示从不。</translation>
    </message>
    <message>
        <source>There is no attribute “{name}”.</source>
        <translation>没有属性“{name}”。</translation>
    </message>
    <message>
        <source>This model predicts ratings, and all values of this dataset are equal.</source>
        <translation>该模型预测评分，而此数据集的所有值都相等。</translation>
    </message>
    <message>
        <source>Turns of people and items.</source>
        <translation>用户与物品交替的轮数。</translation>
    </message>
    <message>
        <source>Write for example: boost 0.3 when item.categories contains Comedy.</source>
        <translation>例如写成：boost 0.3 when item.categories contains Comedy。</translation>
    </message>
    <message>
        <source>Write item, user or context, a point, the attribute, then {OPERATORS}, and a value.</source>
        <translation>请写 item、user 或 context，加点号和属性，然后是 {OPERATORS}，最后是值。</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学习完成</translation>
    </message>
    <message>
        <source>ratings</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>rule “{rule}”</source>
        <translation>规则“{rule}”</translation>
    </message>
    <message>
        <source>A control that knows nothing at all.</source>
        <translation>一无所知的对照。</translation>
    </message>
    <message>
        <source>A control that knows nothing of the model: the latest first.</source>
        <translation>不了解模型的对照：最近的优先。</translation>
    </message>
    <message>
        <source>A history of fewer than two interactions leaves no order to judge.</source>
        <translation>少于两次交互的历史没有可评判的顺序。</translation>
    </message>
    <message>
        <source>Attention is no explanation here; use {best} ({measured}).</source>
        <translation>注意力在此不能作为解释；请使用{best}（{measured}）。</translation>
    </message>
    <message>
        <source>Attention times the derivative of the lead by it, over all layers and heads.</source>
        <translation>所有层和头上，注意力乘以领先量对它的导数。</translation>
    </message>
    <message>
        <source>Attention times the size of the vector that is attended to.</source>
        <translation>注意力乘以被关注向量的大小。</translation>
    </message>
    <message>
        <source>Categories and words</source>
        <translation>类别和词</translation>
    </message>
    <message>
        <source>Choose a longer history.</source>
        <translation>请选择更长的历史。</translation>
    </message>
    <message>
        <source>Choose a user with interactions.</source>
        <translation>请选择有交互的用户。</translation>
    </message>
    <message>
        <source>Choose leave-one-out.</source>
        <translation>请选择留一法。</translation>
    </message>
    <message>
        <source>Choose raw attention.</source>
        <translation>请选择原始注意力。</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Content neighbours (kNN)</source>
        <translation>内容近邻（kNN）</translation>
    </message>
    <message>
        <source>Content profile (attention over contents)</source>
        <translation>内容画像（对内容的注意力）</translation>
    </message>
    <message>
        <source>Derivatives of the lead, summed while the interactions grow from average items to themselves.</source>
        <translation>在交互从平均物品变为自身的过程中累加的领先量导数。</translation>
    </message>
    <message>
        <source>Faithful {score}: {measured}.</source>
        <translation>可信 {score}：{measured}。</translation>
    </message>
    <message>
        <source>Forgetting</source>
        <translation>遗忘</translation>
    </message>
    <message>
        <source>How far the lead falls when the interaction is taken out, measured.</source>
        <translation>移除该交互后领先量下降多少（实测）。</translation>
    </message>
    <message>
        <source>How much a term says: rare ones say more; BM25 also holds long texts and repeated words back.</source>
        <translation>一个词的信息量：越稀有越多；BM25 还抑制长文本和重复词。</translation>
    </message>
    <message>
        <source>How much an item&apos;s popularity counts beside its likeness; 0 judges by content alone. Automatic is chosen on validation.</source>
        <translation>除相似度外物品热门度的权重；0 表示仅凭内容。自动则在验证集上选择。</translation>
    </message>
    <message>
        <source>How much categories count beside words where an item has both; 1 leaves the words out.</source>
        <translation>物品同时具有类别和词时类别的权重；1 表示不使用词。</translation>
    </message>
    <message>
        <source>How much less each step further back is looked at: its attention is divided by e to this power. Automatic is chosen on validation.</source>
        <translation>每往前一步关注减少多少：注意力除以 e 的该次幂。自动则在验证集上选择。</translation>
    </message>
    <message>
        <source>Import a file about the items, or choose other content.</source>
        <translation>请导入关于物品的文件，或选择其他内容。</translation>
    </message>
    <message>
        <source>Items are compared by {wanted} here, and this dataset has none that two items share.</source>
        <translation>此处按{wanted}比较物品，而此数据集中没有任何两个物品共有的内容。</translation>
    </message>
    <message>
        <source>Lets each candidate look for what is like it in the history, by categories and words.</source>
        <translation>让每个候选物品按类别和词在历史中寻找与其相似的物品。</translation>
    </message>
    <message>
        <source>Numbers of an item&apos;s vector; more terms than this are drawn together.</source>
        <translation>物品向量的维数；超出的词项会被合并。</translation>
    </message>
    <message>
        <source>Only so many latest items of a history are looked at.</source>
        <translation>只查看历史中最近的这么多物品。</translation>
    </message>
    <message>
        <source>Partly faithful {score}: {measured}; {doubts}.</source>
        <translation>部分可信 {score}：{measured}；{doubts}。</translation>
    </message>
    <message>
        <source>Recommends items whose categories and words are like those of the history, new items too.</source>
        <translation>推荐类别和词与历史相似的物品，包括新物品。</translation>
    </message>
    <message>
        <source>Share of categories</source>
        <translation>类别的权重</translation>
    </message>
    <message>
        <source>Small: a candidate looks only at what is most like it. Large: at all of the history alike. Automatic is chosen on validation.</source>
        <translation>小：候选物品只看与其最相似的；大：均等地看整个历史。自动则在验证集上选择。</translation>
    </message>
    <message>
        <source>TF-IDF</source>
        <translation>TF-IDF</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>The most that can flow from the interaction to the prediction if weights are widths of pipes.</source>
        <translation>若权重是管道宽度，从该交互流向预测的最大流量。</translation>
    </message>
    <message>
        <source>There is too little to judge by.</source>
        <translation>可供评判的内容太少。</translation>
    </message>
    <message>
        <source>This model does not tell gradients of its attention.</source>
        <translation>该模型不提供注意力的梯度。</translation>
    </message>
    <message>
        <source>This model has no attention.</source>
        <translation>该模型没有注意力。</translation>
    </message>
    <message>
        <source>This model has no attention; use {best}.</source>
        <translation>该模型没有注意力；请使用{best}。</translation>
    </message>
    <message>
        <source>Weight of each item further back in the history; 1 lets all count alike.</source>
        <translation>历史中每往前一个物品的权重；1 表示全部均等。</translation>
    </message>
    <message>
        <source>Weighting</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>Weights multiplied through the layers, half of each layer being what it was before.</source>
        <translation>逐层相乘的权重，每层一半保持原样。</translation>
    </message>
    <message>
        <source>Weights of the last look at the history, averaged over its heads.</source>
        <translation>最后一次查看历史的权重，对各头取平均。</translation>
    </message>
    <message>
        <source>What of the items is compared: their categories, the words of their title, text and other describing columns, or both.</source>
        <translation>比较物品的哪些内容：类别、标题文本等描述列中的词，或两者。</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>choosing on validation</source>
        <translation>正在验证集上选择</translation>
    </message>
    <message>
        <source>chose how to look</source>
        <translation>已选定关注方式</translation>
    </message>
    <message>
        <source>content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>drawing vectors together</source>
        <translation>正在合并向量</translation>
    </message>
    <message>
        <source>reading the items</source>
        <translation>正在读取物品</translation>
    </message>
    <message>
        <source>A map needs three items with vectors of two numbers or more.</source>
        <translation>地图需要至少三个物品，且向量至少有两个数。</translation>
    </message>
    <message>
        <source>Choose other vectors.</source>
        <translation>请选择其他向量。</translation>
    </message>
    <message>
        <source>In this session nothing was said of a list that a bandit had made.</source>
        <translation>在这次会话中，没有对老虎机生成的列表作出反馈。</translation>
    </message>
    <message>
        <source>Lists are not written as “{name}”.</source>
        <translation>列表不能写成“{name}”。</translation>
    </message>
    <message>
        <source>Look at the map by PCA.</source>
        <translation>请看 PCA 的地图。</translation>
    </message>
    <message>
        <source>Name a file with {SUFFIXES}.</source>
        <translation>请用 {SUFFIXES} 作文件名后缀。</translation>
    </message>
    <message>
        <source>Switch exploration on, and give a thumb up or down.</source>
        <translation>请打开探索，并点赞或点踩。</translation>
    </message>
    <message>
        <source>This was taken back already.</source>
        <translation>这条已经撤回了。</translation>
    </message>
    <message>
        <source>UMAP needs 20 items or more.</source>
        <translation>UMAP 需要至少 20 个物品。</translation>
    </message>
    <message>
        <source>laying out</source>
        <translation>正在布局</translation>
    </message>
    <message>
        <source>loading UMAP</source>
        <translation>正在加载 UMAP</translation>
    </message>
    <message>
        <source>{done} / {users} users</source>
        <translation>{done} / {users} 位用户</translation>
    </message>
    <message>
        <source>Give folds from 2 to {MOST_FOLDS}, and a fold from 1 to that.</source>
        <translation>折数请取 2 到 {MOST_FOLDS}，折号从 1 到折数。</translation>
    </message>
    <message>
        <source>There is no experiment {experiment_id}.</source>
        <translation>没有实验 {experiment_id}。</translation>
    </message>
    <message>
        <source>There is no fold {number} of {of}.</source>
        <translation>没有第 {number} 折（共 {of} 折）。</translation>
    </message>
    <message>
        <source>Train one: `workbench train MODEL --seeds 1 2 3`.</source>
        <translation>请先训练一个：`workbench train MODEL --seeds 1 2 3`。</translation>
    </message>
    <message>
        <source>Use a name that ends in .csv or .json.</source>
        <translation>请使用以 .csv 或 .json 结尾的文件名。</translation>
    </message>
    <message>
        <source>seeds {seeds}</source>
        <translation>种子 {seeds}</translation>
    </message>
    <message>
        <source>{METRIC} of {label} is {times} times that of {name}, the best of {best} other models: look for a leak in the data first.</source>
        <translation>{label} 的 {METRIC} 是其他 {best} 个模型中最好的 {name} 的 {times} 倍：请先检查数据是否泄漏。</translation>
    </message>
    <message>
        <source>{METRIC} of {label} is {value}, which is rarely real: look for a leak in the data first.</source>
        <translation>{label} 的 {METRIC} 为 {value}，这很少是真实的：请先检查数据是否泄漏。</translation>
    </message>
    <message>
        <source>{description} Fold {number} of {of} (seed {seed}): only {start} people are judged, and everything of the others is trained on.</source>
        <translation>{description} 第 {number} 折，共 {of} 折（种子 {seed}）：只评估 {start} 人，其余人的全部数据用于训练。</translation>
    </message>
    <message>
        <source>A comparison cannot be written as “{name}”.</source>
        <translation>比较结果不能写成“{name}”。</translation>
    </message>
    <message>
        <source>A seed is given twice.</source>
        <translation>有一个种子给了两次。</translation>
    </message>
    <message>
        <source>An experiment cannot be written as “{name}”.</source>
        <translation>实验不能写成“{name}”。</translation>
    </message>
    <message>
        <source>An experiment has from 2 to {MOST_REPEATS} repeats, and not {count}.</source>
        <translation>一个实验有 2 到 {MOST_REPEATS} 次重复，而不是 {count} 次。</translation>
    </message>
    <message>
        <source>An experiment needs set-ups of one dataset.</source>
        <translation>一个实验的各个设置必须属于同一个数据集。</translation>
    </message>
    <message>
        <source>filtered ({hidden} targets were seen before and cannot be hit)</source>
        <translation>已过滤（{hidden} 个目标以前出现过，无法命中）</translation>
    </message>
    <message>
        <source>{requests} requests</source>
        <translation>{requests} 个请求</translation>
    </message>
    <message>
        <source>{twins} of {judged} people in the test have met exactly the items of somebody else: they may be one person under two ids, and what was held out of one is then known from the other.</source>
        <translation>测试中的 {judged} 人里有 {twins} 人接触过的物品与另一人完全相同：他们可能是同一个人用了两个编号，这时从一个编号就能知道另一个编号留出的内容。</translation>
    </message>
    <message>
        <source>Save it anew: pandas.read_feather(…).to_parquet(…).</source>
        <translation>请重新保存：pandas.read_feather(…).to_parquet(…)。</translation>
    </message>
    <message>
        <source>Save it as Parquet or CSV with the program that wrote it.</source>
        <translation>请用写出它的程序另存为 Parquet 或 CSV。</translation>
    </message>
    <message>
        <source>Save its rows as CSV: user, item, and what else there is.</source>
        <translation>请将其各行存为 CSV：用户、物品以及其他内容。</translation>
    </message>
    <message>
        <source>Save its sheet as .xlsx or CSV.</source>
        <translation>请将其工作表另存为 .xlsx 或 CSV。</translation>
    </message>
    <message>
        <source>Save the table as CSV in R: write.csv(…).</source>
        <translation>请在 R 中将表存为 CSV：write.csv(…)。</translation>
    </message>
    <message>
        <source>Save the table in it as CSV.</source>
        <translation>请将其中的表另存为 CSV。</translation>
    </message>
    <message>
        <source>{label} is {what}; it is not read.</source>
        <translation>{label} 是{what}，无法读取。</translation>
    </message>
    <message>
        <source>{lost} {unit}{of} {label} could not be read, first {unit2} {lines}; left out.</source>
        <translation>{label} 中有 {lost} 行无法读取，首个在第 {lines} 行；已略去。</translation>
    </message>
    <message>
        <source>{wrong} {name} {noun} in {label}; left empty.</source>
        <translation>{label} 中有 {wrong} 个 {name} 的值不是数字；已留空。</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 人</translation>
    </message>
    <message>
        <source>A share of each person</source>
        <translation>每人留出一部分</translation>
    </message>
    <message>
        <source>Items never seen</source>
        <translation>从未见过的物品</translation>
    </message>
    <message>
        <source>Leave the last out</source>
        <translation>留出最后一次</translation>
    </message>
    <message>
        <source>One moment for all</source>
        <translation>统一时间点</translation>
    </message>
    <message>
        <source>People never seen</source>
        <translation>从未见过的人</translation>
    </message>
    <message>
        <source>{count} people</source>
        <translation>{count} 人</translation>
    </message>
    <message>
        <source>Exported dataset</source>
        <translation>导出的数据集</translation>
    </message>
    <message>
        <source>How much it counts that a person did not meet an item, beside 1 for having met it. 0: by the data&apos;s shape.</source>
        <translation>用户未接触某物品所占的权重，接触过为 1。0：按数据规模自动确定。</translation>
    </message>
    <message>
        <source>Price of large numbers: larger for sparser data. Below 0: by the data&apos;s shape.</source>
        <translation>对大数值的惩罚：数据越稀疏应越大。小于 0：按数据规模自动确定。</translation>
    </message>
    <message>
        <source>Test part, with half the width of 95\,\% bootstrap intervals over users.</source>
        <translation>测试部分，附对用户自助法 95\,\% 区间的半宽。</translation>
    </message>
    <message>
        <source>{split} {leaks} {candidates}; seen items {seen_items}; {users} users.</source>
        <translation>{split} {leaks} {candidates}；已见物品 {seen_items}；{users} 位用户。</translation>
    </message>
    <message>
        <source>Use a name that ends in .csv, .json, .tex, .html, .png or .svg.</source>
        <translation>请使用以 .csv、.json、.tex、.html、.png 或 .svg 结尾的名称。</translation>
    </message>
    <message>
        <source>Forgotten items</source>
        <translation>忘掉的物品</translation>
    </message>
    <message>
        <source>Import a table of items with it (categories, people, series, years), or choose another model.</source>
        <translation>请随数据导入一张物品表（类别、人物、系列、年份），或选择其他模型。</translation>
    </message>
    <message>
        <source>KGAttention (relations of items)</source>
        <translation>KGAttention（物品关系）</translation>
    </message>
    <message>
        <source>KGAttention needs attributes that items share, and this dataset has none.</source>
        <translation>KGAttention 需要多个物品共有的属性，而此数据集没有。</translation>
    </message>
    <message>
        <source>Numbers in which a relation compares items and values.</source>
        <translation>一种关系用来比较物品与属性值的数字个数。</translation>
    </message>
    <message>
        <source>Relation width</source>
        <translation>关系宽度</translation>
    </message>
    <message>
        <source>Share of items known by their attributes alone at a step, so that attributes learn to speak.</source>
        <translation>每一步中只凭属性认识的物品所占的比例，使属性学会表达。</translation>
    </message>
    <message>
        <source>Train KGAttention on this dataset.</source>
        <translation>请在此数据集上训练 KGAttention。</translation>
    </message>
    <message>
        <source>Weighs what an item&apos;s attributes say by attention over relations, and learns from pairs.</source>
        <translation>用对关系的注意力权衡物品各属性所说的内容，并从成对比较中学习。</translation>
    </message>
    <message>
        <source>{title} weighs no relations of items.</source>
        <translation>{title} 不权衡物品之间的关系。</translation>
    </message>
    <message>
        <source>`workbench content` shows which a dataset has.</source>
        <translation>`workbench content` 会列出数据集已有的编码。</translation>
    </message>
    <message>
        <source>A gate learns from interactions that are held back, and every history has only one.</source>
        <translation>门控从留出的交互中学习，而每个历史都只有一次交互。</translation>
    </message>
    <message>
        <source>A group of fewer validation cases is joined to the next: few people choose by chance.</source>
        <translation>验证案例少于此数的组并入下一组：人少时的选择出于偶然。</translation>
    </message>
    <message>
        <source>Adds up what several models say, each as much as validation shows it is worth.</source>
        <translation>把多个模型的分数相加，每个模型的权重由验证集决定。</translation>
    </message>
    <message>
        <source>An item at place r of a list gets 1 / (k + r): a small k lets first places count more.</source>
        <translation>列表中第 r 名的物品得 1 / (k + r)：k 越小，靠前的名次分量越大。</translation>
    </message>
    <message>
        <source>Best items of each part that are put in a new order.</source>
        <translation>每个组成模型中被重新排序的最佳物品数。</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案例</translation>
    </message>
    <message>
        <source>Choose a hybrid that needs none: RankFusion.</source>
        <translation>请选择不需要留出的混合模型：RankFusion。</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>组数</translation>
    </message>
    <message>
        <source>Groups of equally many validation cases, from short to long histories; each has its best part.</source>
        <translation>按历史由短到长分成案例数相同的验证组；每组各有其最佳模型。</translation>
    </message>
    <message>
        <source>How much each further tree of LambdaRank changes.</source>
        <translation>LambdaRank 每增加一棵树改变多少。</translation>
    </message>
    <message>
        <source>How often the weight of every part is looked for anew, given the others.</source>
        <translation>在其他权重已定时，重新寻找每个组成模型权重的次数。</translation>
    </message>
    <message>
        <source>Its settings: {model_fields}.</source>
        <translation>其设置：{model_fields}。</translation>
    </message>
    <message>
        <source>LambdaRank (LightGBM)</source>
        <translation>LambdaRank（LightGBM）</translation>
    </message>
    <message>
        <source>Learner</source>
        <translation>学习器</translation>
    </message>
    <message>
        <source>Learns by trees, from predictions of what was held back, when to believe which model.</source>
        <translation>用树从对留出部分的预测中学习何时相信哪个模型。</translation>
    </message>
    <message>
        <source>Learns for each history how much each of several models is to be believed.</source>
        <translation>为每个历史学习该相信各个模型多少。</translation>
    </message>
    <message>
        <source>Least cases</source>
        <translation>最少案例</translation>
    </message>
    <message>
        <source>Leave one out.</source>
        <translation>请去掉一个。</translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation>叶</translation>
    </message>
    <message>
        <source>Lengthen the shortlist, or choose other parts.</source>
        <translation>请加长候选名单，或选择其他组成模型。</translation>
    </message>
    <message>
        <source>Lets one of several models answer, whichever serves histories of that length best.</source>
        <translation>由多个模型之一作答，即最适合该长度历史的那个。</translation>
    </message>
    <message>
        <source>Merges the lists of several models by the places at which an item stands in them.</source>
        <translation>按物品在多个模型列表中的名次合并这些列表。</translation>
    </message>
    <message>
        <source>Most histories that the trees learn from.</source>
        <translation>树学习所用的最多历史数。</translation>
    </message>
    <message>
        <source>Most leaves of a tree.</source>
        <translation>一棵树最多的叶数。</translation>
    </message>
    <message>
        <source>Most passes; the best on validation is kept.</source>
        <translation>最多遍数；保留验证集上最好的一遍。</translation>
    </message>
    <message>
        <source>Most trees; LambdaRank stops earlier by validation.</source>
        <translation>最多的树数；LambdaRank 会按验证集提前停止。</translation>
    </message>
    <message>
        <source>Name its parts.</source>
        <translation>请写出其组成模型。</translation>
    </message>
    <message>
        <source>Neural gate over models</source>
        <translation>模型之上的神经门控</translation>
    </message>
    <message>
        <source>No part has any of the interactions that were held back in its shortlist.</source>
        <translation>没有任何组成模型的候选名单包含留出的交互。</translation>
    </message>
    <message>
        <source>Numbers of the gate&apos;s hidden layer.</source>
        <translation>门控隐藏层的维数。</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>组成模型</translation>
    </message>
    <message>
        <source>Random forest</source>
        <translation>随机森林</translation>
    </message>
    <message>
        <source>Rank fusion</source>
        <translation>排名融合</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Stacking (trees over models)</source>
        <translation>堆叠（模型之上的树）</translation>
    </message>
    <message>
        <source>Stacking learns from interactions that are held back, and every history has only one.</source>
        <translation>堆叠从留出的交互中学习，而每个历史都只有一次交互。</translation>
    </message>
    <message>
        <source>Step size of Adam.</source>
        <translation>Adam 的步长。</translation>
    </message>
    <message>
        <source>Switching by history length</source>
        <translation>按历史长度切换</translation>
    </message>
    <message>
        <source>The parts of the stored hybrid are not all there.</source>
        <translation>已存储的混合模型缺少部分组成模型。</translation>
    </message>
    <message>
        <source>The settings of {group} cannot be read.</source>
        <translation>{group} 的设置无法读取。</translation>
    </message>
    <message>
        <source>The stored choice of parts does not fit them.</source>
        <translation>已存储的组成模型选择与其不符。</translation>
    </message>
    <message>
        <source>The stored forest does not fit together.</source>
        <translation>已存储的随机森林不一致。</translation>
    </message>
    <message>
        <source>The trees of the stored hybrid cannot be read.</source>
        <translation>已存储的混合模型的树无法读取。</translation>
    </message>
    <message>
        <source>Trees</source>
        <translation>树</translation>
    </message>
    <message>
        <source>Weighted sum of models</source>
        <translation>模型加权和</translation>
    </message>
    <message>
        <source>What weighs the parts: gradient-boosted trees that order lists, or a random forest that says how probable an item is.</source>
        <translation>用什么权衡组成模型：为列表排序的梯度提升树，或给出物品概率的随机森林。</translation>
    </message>
    <message>
        <source>Write them as a JSON object: {&quot;neighbours&quot;: 20}.</source>
        <translation>请写成 JSON 对象：{&quot;neighbours&quot;: 20}。</translation>
    </message>
    <message>
        <source>a hybrid needs two parts or more</source>
        <translation>混合模型至少需要两个组成模型</translation>
    </message>
    <message>
        <source>chose parts</source>
        <translation>已选定组成模型</translation>
    </message>
    <message>
        <source>found weights</source>
        <translation>已找到权重</translation>
    </message>
    <message>
        <source>hybrids</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>learned the gate</source>
        <translation>已学会门控</translation>
    </message>
    <message>
        <source>learned to stack</source>
        <translation>已学会堆叠</translation>
    </message>
    <message>
        <source>learning the gate</source>
        <translation>正在学习门控</translation>
    </message>
    <message>
        <source>learning the gate, epoch {epoch}</source>
        <translation>正在学习门控，第 {epoch} 轮</translation>
    </message>
    <message>
        <source>learning trees</source>
        <translation>正在学习树</translation>
    </message>
    <message>
        <source>listing candidates</source>
        <translation>正在列出候选</translation>
    </message>
    <message>
        <source>looking for weights, round {done}</source>
        <translation>正在寻找权重，第 {done} 轮</translation>
    </message>
    <message>
        <source>scoring validation cases</source>
        <translation>正在为验证案例评分</translation>
    </message>
    <message>
        <source>{name} cannot take {setting} = {input}: {msg}.</source>
        <translation>{name} 不接受 {setting} = {input}：{msg}。</translation>
    </message>
    <message>
        <source>{name} comes twice with the same settings.</source>
        <translation>{name} 以相同设置出现了两次。</translation>
    </message>
    <message>
        <source>{name} is a hybrid, and hybrids are not made of hybrids.</source>
        <translation>{name} 是混合模型，混合模型不能由混合模型组成。</translation>
    </message>
    <message>
        <source>“{place}” is no name of a model.</source>
        <translation>“{place}”不是模型名称。</translation>
    </message>
    <message>
        <source>Change the prompt or the model.</source>
        <translation>请更改提示词或模型。</translation>
    </message>
    <message>
        <source>Choose a Transformer: GPT-2, Llama, Qwen and their like.</source>
        <translation>请选择 Transformer 模型：GPT-2、Llama、Qwen 之类。</translation>
    </message>
    <message>
        <source>Choose a causal language model: GPT-2, Llama, Qwen and their like.</source>
        <translation>请选择因果语言模型：GPT-2、Llama、Qwen 之类。</translation>
    </message>
    <message>
        <source>Choose a smaller model, or close other programs.</source>
        <translation>请选择更小的模型，或关闭其他程序。</translation>
    </message>
    <message>
        <source>Choose another item, or another model of recommendations.</source>
        <translation>请选择其他物品，或其他推荐模型。</translation>
    </message>
    <message>
        <source>Import a table of items with their titles.</source>
        <translation>请导入一张带有标题的物品表。</translation>
    </message>
    <message>
        <source>No interaction was found that this recommendation rests on, so no sentence is written.</source>
        <translation>没有找到这条推荐所依据的交互，因此不写句子。</translation>
    </message>
    <message>
        <source>Say where the titles belong.</source>
        <translation>请指明标题的位置。</translation>
    </message>
    <message>
        <source>Say where they belong.</source>
        <translation>请指明它们的位置。</translation>
    </message>
    <message>
        <source>Shorten the prompt.</source>
        <translation>请缩短提示词。</translation>
    </message>
    <message>
        <source>The items of this dataset have no titles, and a language model knows nothing else of them.</source>
        <translation>此数据集的物品没有标题，而语言模型对它们别无所知。</translation>
    </message>
    <message>
        <source>The language model wrote nothing.</source>
        <translation>语言模型什么也没有写。</translation>
    </message>
    <message>
        <source>The prompt has no {history} in it.</source>
        <translation>提示词中没有 {history}。</translation>
    </message>
    <message>
        <source>The prompt is longer than the model can read.</source>
        <translation>提示词超出了模型能读取的长度。</translation>
    </message>
    <message>
        <source>The prompt leaves no room for a title.</source>
        <translation>提示词没有给标题留下位置。</translation>
    </message>
    <message>
        <source>The prompt needs {title} and {evidence} in it.</source>
        <translation>提示词中需要有 {title} 和 {evidence}。</translation>
    </message>
    <message>
        <source>The weights of this model cannot be read.</source>
        <translation>无法读取此模型的权重。</translation>
    </message>
    <message>
        <source>This architecture ({model_type}) keeps no keys and values of what it has read.</source>
        <translation>此架构（{model_type}）不保留已读内容的键和值。</translation>
    </message>
    <message>
        <source>This model ({model_type}) does not continue texts, so it cannot say how likely a title is.</source>
        <translation>此模型（{model_type}）不续写文本，因此无法说明一个标题有多大可能。</translation>
    </message>
    <message>
        <source>This model needs about {memory_bytes} GB of memory, and {available_bytes} GB are free.</source>
        <translation>此模型约需 {memory_bytes} GB 内存，而可用的有 {available_bytes} GB。</translation>
    </message>
    <message>
        <source>loading the language model</source>
        <translation>正在加载语言模型</translation>
    </message>
    <message>
        <source>reading the prompt</source>
        <translation>正在读取提示词</translation>
    </message>
    <message>
        <source>reading titles</source>
        <translation>正在读取标题</translation>
    </message>
    <message>
        <source>writing a sentence</source>
        <translation>正在写句子</translation>
    </message>
    <message>
        <source>{ids} tokens</source>
        <translation>{ids} 个词元</translation>
    </message>
    <message>
        <source>{places} tokens</source>
        <translation>{places} 个词元</translation>
    </message>
    <message>
        <source>Open it with that version, or import the dataset again.</source>
        <translation>请用该版本打开，或重新导入此数据集。</translation>
    </message>
    <message>
        <source>The stored file {name} was written by a newer version of this program.</source>
        <translation>存储的文件 {name} 由本程序的较新版本写入。</translation>
    </message>
    <message>
        <source>{addresses} of the {noun} that it names are addresses on the net, from where nothing is fetched: {addresses2}.</source>
        <translation>它所写的{noun}中有 {addresses} 个是网络地址，程序不会从网络获取：{addresses2}。</translation>
    </message>
    <message>
        <source>{found} of {ids} items have {noun} in {name}.</source>
        <translation>{ids} 个物品中有 {found} 个在 {name} 中有{noun}。</translation>
    </message>
    <message>
        <source>{missing} of the {noun} that it names were not found: {missing2}.</source>
        <translation>它所写的{noun}中有 {missing} 个没有找到：{missing2}。</translation>
    </message>
    <message>
        <source>{others} of the {noun} that it names have no ending of such a file: {others2}.</source>
        <translation>它所写的{noun}中有 {others} 个不是这类文件的扩展名：{others2}。</translation>
    </message>
    <message>
        <source>{outside} of the {noun} that it names lie outside its folder and are left out: {outside2}.</source>
        <translation>它所写的{noun}中有 {outside} 个在其文件夹之外，已略去：{outside2}。</translation>
    </message>
    <message>
        <source>{there} of {count} {noun} that {name} names are there.</source>
        <translation>{name} 所写的 {count} 个{noun}中有 {there} 个存在。</translation>
    </message>
    <message>
        <source>Users from “{user}”, items from “{item}”, times from “{time}” ({unit}).</source>
        <translation>用户取自“{user}”，物品取自“{item}”，时间取自“{time}”（{unit}）。</translation>
    </message>
    <message>
        <source>Users from “{user}”, items from “{item}”, values from “{value}”, times from “{time}” ({unit}).</source>
        <translation>用户取自“{user}”，物品取自“{item}”，数值取自“{value}”，时间取自“{time}”（{unit}）。</translation>
    </message>
    <message>
        <source>Users from “{user}”, items from “{item}”, values from “{value}”.</source>
        <translation>用户取自“{user}”，物品取自“{item}”，数值取自“{value}”。</translation>
    </message>
    <message>
        <source>Users from “{user}”, items from “{item}”.</source>
        <translation>用户取自“{user}”，物品取自“{item}”。</translation>
    </message>
    <message>
        <source>dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>dates with the day first</source>
        <translation>日在前的日期</translation>
    </message>
    <message>
        <source>dates with the month first</source>
        <translation>月在前的日期</translation>
    </message>
    <message>
        <source>microseconds</source>
        <translation>微秒</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <translation>毫秒</translation>
    </message>
    <message>
        <source>nanoseconds</source>
        <translation>纳秒</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>sounds</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Choose a run of MultimodalAttention that learned from texts, pictures or sounds.</source>
        <translation>请选择从文本、图片或声音学习过的 MultimodalAttention 运行。</translation>
    </message>
    <message>
        <source>Run {id} cannot be taken apart: it is {state}.</source>
        <translation>无法拆解运行 {id}：它的状态是 {state}。</translation>
    </message>
    <message>
        <source>There is no modality that {label} could do without.</source>
        <translation>{label} 没有可以去掉的模态。</translation>
    </message>
    <message>
        <source>testing</source>
        <translation>正在检验</translation>
    </message>
    <message>
        <source>Categories and texts</source>
        <translation>类别和文本</translation>
    </message>
    <message>
        <source>Features from</source>
        <translation>特征来源</translation>
    </message>
    <message>
        <source>Item features</source>
        <translation>物品特征</translation>
    </message>
    <message>
        <source>Set “Item features” to “Not used”, or “Features from” to “Categories”.</source>
        <translation>请将“物品特征”设为“不使用”，或将“特征来源”设为“类别”。</translation>
    </message>
    <message>
        <source>Set “Item features” to “Not used”.</source>
        <translation>请将“物品特征”设为“不使用”。</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>What is added, where item features are used: categories, texts (encoded first), or both.</source>
        <translation>使用物品特征时加入哪些内容：类别、文本（先编码）或两者。</translation>
    </message>
    <message>
        <source>Whether and how what is known of the items is added to their vectors.</source>
        <translation>是否以及如何把已知的物品信息加入其向量。</translation>
    </message>
    <message>
        <source>By {key}, and nothing else is read.</source>
        <translation>按 {key}，不读取其他内容。</translation>
    </message>
    <message>
        <source>Give another column this role first.</source>
        <translation>请先把这个角色交给另一列。</translation>
    </message>
    <message>
        <source>Its columns are {columns}.</source>
        <translation>它的列有 {columns}。</translation>
    </message>
    <message>
        <source>{name} has no column “{column}”.</source>
        <translation>{name} 没有“{column}”列。</translation>
    </message>
    <message>
        <source>{name} needs a column of ids, which is “{column}”.</source>
        <translation>{name} 需要一列标识，即“{column}”。</translation>
    </message>
    <message>
        <source>“{role}” is no role of a column in {name}.</source>
        <translation>“{role}”不是 {name} 中列的角色。</translation>
    </message>
    <message>
        <source>Choose runs that judge the whole test part.</source>
        <translation>请选择评估整个测试部分的运行。</translation>
    </message>
    <message>
        <source>Liked</source>
        <translation>喜欢</translation>
    </message>
    <message>
        <source>Run {folded} is a fold of its split already.</source>
        <translation>运行 {folded} 已经是其划分的一折。</translation>
    </message>
    <message>
        <source>Share liked of what people judged in this application, weighted by rank.</source>
        <translation>在本应用中被评价的推荐里受喜欢的比例，按名次加权。</translation>
    </message>
    <message>
        <source>{most} was tuned with {trials} trials in {seconds} s, {least} with {trials2} in {seconds2} s: their budgets were not the same.</source>
        <translation>{most} 用 {trials} 次试验、{seconds} 秒调参，{least} 用 {trials2} 次、{seconds2} 秒：两者的预算不同。</translation>
    </message>
    <message>
        <source>Formats are {known}.</source>
        <translation>可用的格式有 {known}。</translation>
    </message>
    <message>
        <source>There is no format “{name}”.</source>
        <translation>没有格式“{name}”。</translation>
    </message>
    <message>
        <source>{name} holds no file of interactions.</source>
        <translation>{name} 中没有交互数据文件。</translation>
    </message>
    <message>
        <source>Steps of a round</source>
        <translation>每轮的步数</translation>
    </message>
    <message>
        <source>Steps of conjugate gradients by which a round improves each person and item. 0: each round solves exactly, which takes several times longer. Histories are always answered exactly.</source>
        <translation>每轮用共轭梯度改进每个用户和物品的步数。0：每轮精确求解，要多花数倍时间。历史总是精确作答。</translation>
    </message>
    <message>
        <source>Encode them in the Data place.</source>
        <translation>请在“数据”处编码。</translation>
    </message>
    <message>
        <source>The items of this dataset have no vectors of {by}.</source>
        <translation>该数据集的物品没有“{by}”的向量。</translation>
    </message>
    <message>
        <source>Choose SASRec or HSTU.</source>
        <translation>请选择 SASRec 或 HSTU。</translation>
    </message>
    <message>
        <source>Choose a larger dataset.</source>
        <translation>请选择更大的数据集。</translation>
    </message>
    <message>
        <source>Keep only the inputs of each layer and compute the rest again: less memory, a third more time.</source>
        <translation>只保留每层的输入，其余重新计算：内存更少，时间约多三分之一。</translation>
    </message>
    <message>
        <source>Recompute activations</source>
        <translation>重新计算激活值</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>{name} is not made of layers of attention.</source>
        <translation>{name} 不是由注意力层组成的。</translation>
    </message>
    <message>
        <source>{parameters} M parameters</source>
        <translation>{parameters} M 个参数</translation>
    </message>
    <message>
        <source>Earliest stop</source>
        <translation>最早停止</translation>
    </message>
    <message>
        <source>Epochs before which nothing stops early: validation may stand still a while, then rise. Below 0: by the data&apos;s shape.</source>
        <translation>在此轮数之前不会提前停止：验证值可能停滞一段时间后再上升。小于 0：按数据形状决定。</translation>
    </message>
    <message>
        <source>Stop after so many epochs without a gain in validation; 0 never. Below 0: by the data&apos;s shape.</source>
        <translation>验证值连续这么多轮没有提高时停止；0 表示从不。小于 0：按数据形状决定。</translation>
    </message>
    <message>
        <source>A hybrid of stored runs cannot be fitted again: its parts are taken as they are.</source>
        <translation>由已保存的运行组成的混合模型不能重新拟合：其组成部分按原样使用。</translation>
    </message>
    <message>
        <source>Models to be combined, one a line or with commas between, each with its own settings if it needs any: EASE {&quot;regularisation&quot;: 300}. #12 takes the model of run 12 as it is, trained on the same split.</source>
        <translation>要组合的模型，每行一个或以逗号分隔，需要时各带自己的设置：EASE {&quot;regularisation&quot;: 300}。#12 按原样使用运行 12 的模型，它须在相同的划分上训练。</translation>
    </message>
    <message>
        <source>Name models instead of runs, or do not fit again.</source>
        <translation>请写模型名而不是运行，或不要重新拟合。</translation>
    </message>
    <message>
        <source>Name models instead of runs.</source>
        <translation>请写模型名而不是运行。</translation>
    </message>
    <message>
        <source>Parts have to be of the same dataset.</source>
        <translation>各组成部分必须来自同一个数据集。</translation>
    </message>
    <message>
        <source>Run {number} comes twice.</source>
        <translation>运行 {number} 出现了两次。</translation>
    </message>
    <message>
        <source>Run {number} has no model: it is {state}.</source>
        <translation>运行 {number} 没有模型：其状态为 {state}。</translation>
    </message>
    <message>
        <source>Run {number} is a hybrid, and hybrids are not made of hybrids.</source>
        <translation>运行 {number} 是混合模型，而混合模型不能由混合模型组成。</translation>
    </message>
    <message>
        <source>Run {number} was fitted again with its validation part, by which weights are to be chosen.</source>
        <translation>运行 {number} 已用其验证部分重新拟合过，而权重正要靠验证部分来选择。</translation>
    </message>
    <message>
        <source>Run {number} was trained on another split or seed of {dataset_name}.</source>
        <translation>运行 {number} 是在 {dataset_name} 的另一种划分或随机种子上训练的。</translation>
    </message>
    <message>
        <source>Run {number} was trained on {dataset_name}.</source>
        <translation>运行 {number} 是在 {dataset_name} 上训练的。</translation>
    </message>
    <message>
        <source>Settings and epochs were selected on the validation part; then the model was fitted again on training and validation part together, and that one was judged on the test part.</source>
        <translation>设置和轮数是在验证部分上选定的；然后用训练部分和验证部分一起重新拟合模型，并在测试部分上评判这个模型。</translation>
    </message>
    <message>
        <source>Take a run of the same split, or name the model instead of the run.</source>
        <translation>请选择相同划分的运行，或写模型名而不是运行。</translation>
    </message>
    <message>
        <source>Take a run that was not.</source>
        <translation>请选择未重新拟合的运行。</translation>
    </message>
    <message>
        <source>The model of run {number} was not given to the hybrid.</source>
        <translation>运行 {number} 的模型没有交给混合模型。</translation>
    </message>
    <message>
        <source>Write one model a line: EASE, for example, or #12 for the model of run 12.</source>
        <translation>每行写一个模型：例如 EASE，或用 #12 表示运行 12 的模型。</translation>
    </message>
    <message>
        <source>fitting again with the validation part</source>
        <translation>正在连同验证部分重新拟合</translation>
    </message>
    <message>
        <source>this hybrid learns from what its parts say of interactions that were held back from them, and a stored run has seen those: name the model instead of the run</source>
        <translation>这个混合模型从各组成部分对留出交互的判断中学习，而已保存的运行已见过这些交互：请写模型名而不是运行</translation>
    </message>
    <message>
        <source>{name}, again</source>
        <translation>{name}，再次</translation>
    </message>
    <message>
        <source>Added to each item&apos;s count before solving. 0: by how many people an item has on average.</source>
        <translation>求解前加到每个物品计数上的数。0：按每个物品平均有多少人选取。</translation>
    </message>
    <message>
        <source>{label} was tuned ({trials} trials), {others} not: tune each with the same budget before calling one better.</source>
        <translation>{label} 经过 {trials} 次试验调参，{others} 没有：请先以相同预算调优各模型，再说哪个更好。</translation>
    </message>
    <message>
        <source>{label} was tuned, {others} not: tune each with the same budget before calling one better.</source>
        <translation>{label} 经过调参，{others} 没有：请先以相同预算调优各模型，再说哪个更好。</translation>
    </message>
    <message>
        <source>{count} rows are a person meeting an item again.</source>
        <translation>{count} 行是同一用户再次遇到同一物品。</translation>
    </message>
    <message>
        <source>{count} rows are dated before 1990, the earliest {moment}.</source>
        <translation>{count} 行的日期早于 1990 年，最早为 {moment}。</translation>
    </message>
    <message>
        <source>{count} rows are dated in the future, the latest {moment}.</source>
        <translation>{count} 行的日期在未来，最晚为 {moment}。</translation>
    </message>
    <message>
        <source>{count} rows have ids that look like floating-point numbers.</source>
        <translation>{count} 行的标识像浮点数。</translation>
    </message>
    <message>
        <source>{count} rows have ids with control characters in them.</source>
        <translation>{count} 行的标识含有控制字符。</translation>
    </message>
    <message>
        <source>{count} rows have ids with spaces around them.</source>
        <translation>{count} 行的标识前后有空格。</translation>
    </message>
    <message>
        <source>{count} rows have values outside the scale {low} to {high}.</source>
        <translation>{count} 行的数值超出 {low} 到 {high} 的范围。</translation>
    </message>
    <message>
        <source>{count} rows repeat another one in every column.</source>
        <translation>{count} 行与另一行的各列完全相同。</translation>
    </message>
    <message>
        <source>{count} {unit}s are cut off: the file seems not to be whole.</source>
        <translation>{count} {unit}被截断：文件似乎不完整。</translation>
    </message>
    <message>
        <source>{count} {unit}s are not text in this encoding.</source>
        <translation>{count} {unit}不是这种编码的文本。</translation>
    </message>
    <message>
        <source>{count} {unit}s are not written as the others are.</source>
        <translation>{count} {unit}的写法与其他行不同。</translation>
    </message>
    <message>
        <source>{count} {unit}s have a time that cannot be read.</source>
        <translation>{count} {unit}的时间无法识别。</translation>
    </message>
    <message>
        <source>{count} {unit}s have a value that is not a number.</source>
        <translation>{count} {unit}的数值不是数字。</translation>
    </message>
    <message>
        <source>{count} {unit}s have another number of fields than the others.</source>
        <translation>{count} {unit}的字段数与其他行不同。</translation>
    </message>
    <message>
        <source>{count} {unit}s have no item.</source>
        <translation>{count} {unit}没有物品。</translation>
    </message>
    <message>
        <source>{count} {unit}s have no time.</source>
        <translation>{count} {unit}没有时间。</translation>
    </message>
    <message>
        <source>{count} {unit}s have no user.</source>
        <translation>{count} {unit}没有用户。</translation>
    </message>
    <message>
        <source>{count} {unit}s have no value.</source>
        <translation>{count} {unit}没有数值。</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 到 1</translation>
    </message>
    <message>
        <source>1 row has a value outside the scale {low} to {high}.</source>
        <translation>1 行的数值超出 {low} 到 {high} 的范围。</translation>
    </message>
    <message>
        <source>1 row has ids that look like floating-point numbers.</source>
        <translation>1 行的标识像浮点数。</translation>
    </message>
    <message>
        <source>1 row has ids with control characters in them.</source>
        <translation>1 行的标识含有控制字符。</translation>
    </message>
    <message>
        <source>1 row has ids with spaces around them.</source>
        <translation>1 行的标识前后有空格。</translation>
    </message>
    <message>
        <source>1 row is a person meeting an item again.</source>
        <translation>1 行是同一用户再次遇到同一物品。</translation>
    </message>
    <message>
        <source>1 row is dated before 1990, {first}.</source>
        <translation>1 行的日期早于 1990 年：{first}。</translation>
    </message>
    <message>
        <source>1 row is dated in the future, {last}.</source>
        <translation>1 行的日期在未来：{last}。</translation>
    </message>
    <message>
        <source>1 row repeats another one in every column.</source>
        <translation>1 行与另一行的各列完全相同。</translation>
    </message>
    <message>
        <source>1 {unit} has a time that cannot be read.</source>
        <translation>1 {unit}的时间无法识别。</translation>
    </message>
    <message>
        <source>1 {unit} has a value that is not a number.</source>
        <translation>1 {unit}的数值不是数字。</translation>
    </message>
    <message>
        <source>1 {unit} has another number of fields than the others.</source>
        <translation>1 {unit}的字段数与其他行不同。</translation>
    </message>
    <message>
        <source>1 {unit} has no item.</source>
        <translation>1 {unit}没有物品。</translation>
    </message>
    <message>
        <source>1 {unit} has no time.</source>
        <translation>1 {unit}没有时间。</translation>
    </message>
    <message>
        <source>1 {unit} has no user.</source>
        <translation>1 {unit}没有用户。</translation>
    </message>
    <message>
        <source>1 {unit} has no value.</source>
        <translation>1 {unit}没有数值。</translation>
    </message>
    <message>
        <source>1 {unit} is cut off: the file seems not to be whole.</source>
        <translation>1 {unit}被截断：文件似乎不完整。</translation>
    </message>
    <message>
        <source>1 {unit} is not text in this encoding.</source>
        <translation>1 {unit}不是这种编码的文本。</translation>
    </message>
    <message>
        <source>1 {unit} is not written as the others are.</source>
        <translation>1 {unit}的写法与其他行不同。</translation>
    </message>
    <message>
        <source>BM25</source>
        <translation>BM25</translation>
    </message>
    <message>
        <source>By {key}: {shown}.</source>
        <translation>按 {key}：{shown}。</translation>
    </message>
    <message>
        <source>Kept.</source>
        <translation>保留。</translation>
    </message>
    <message>
        <source>line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>As one sum</source>
        <translation>合为一体</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>层块</translation>
    </message>
    <message>
        <source>Gated</source>
        <translation>带门控</translation>
    </message>
    <message>
        <source>Learn network and memory as one sum, or let the network learn as if there were no memory, and the memory beside it: better where histories are long.</source>
        <translation>网络与记忆作为一个总分一起学习，或让网络像没有记忆那样单独学习、记忆在旁学习：历史较长时后者更好。</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习方式</translation>
    </message>
    <message>
        <source>Network and memory apart</source>
        <translation>网络与记忆分开</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Pull of the matrices towards zero at each step, times the learning rate. Below 0: by the data&apos;s shape.</source>
        <translation>每一步把矩阵拉向零的力度，乘以学习率。小于 0：由数据形状决定。</translation>
    </message>
    <message>
        <source>Size of a training step after the warm-up. 0: by the data&apos;s shape.</source>
        <translation>预热之后每个训练步的大小。0：由数据形状决定。</translation>
    </message>
    <message>
        <source>The layers of SASRec, or those of eSASRec, whose branches pass gates.</source>
        <translation>SASRec 的层，或 eSASRec 的层（其分支带门控）。</translation>
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
    <name>TradeOffPage</name>
    <message>
        <source>Other metric</source>
        <translation>另一指标</translation>
    </message>
    <message>
        <source>{metric} (up) against {cost} (right)</source>
        <translation>{metric}（纵）对 {cost}（横）</translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation>帕累托前沿</translation>
    </message>
    <message>
        <source>No run has both metrics.</source>
        <translation>没有运行同时具有两个指标。</translation>
    </message>
    <message>
        <source>others</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>TrainPanel</name>
    <message>
        <source>Choose several runs to lay their curves over each other.</source>
        <translation>选择多次运行，可将其曲线叠加显示。</translation>
    </message>
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
        <source>Go on from the last checkpoint as if it had never stopped</source>
        <translation>从最近的检查点继续，如同从未停止</translation>
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
        <source>Resume run {0}</source>
        <translation>继续运行 {0}</translation>
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
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>One run</source>
        <translation>单次训练</translation>
    </message>
    <message>
        <source>Choose the settings yourself</source>
        <translation>自行选择设置</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>调参</translation>
    </message>
    <message>
        <source>Let a search find the settings</source>
        <translation>让搜索寻找设置</translation>
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
    <name>TrainingJob</name>
    <message>
        <source>Training {0}</source>
        <translation>正在训练 {0}</translation>
    </message>
</context>
<context>
    <name>TrainingQueue</name>
    <message>
        <source>What trains and what waits; choose one to cancel it</source>
        <translation>正在训练和等待中的任务；选择一项即可取消</translation>
    </message>
    <message>
        <source>Training {0}</source>
        <translation>正在训练 {0}</translation>
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
</context>
<context>
    <name>TrialModel</name>
    <message>
        <source>Validation {metric}</source>
        <translation>验证 {metric}</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>试验</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>{0} (defaults)</source>
        <translation>{0}（默认）</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped early</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
</context>
<context>
    <name>TrialTable</name>
    <message>
        <source>Trials</source>
        <translation>试验</translation>
    </message>
</context>
<context>
    <name>TuneCharts</name>
    <message>
        <source>History</source>
        <translation>历程</translation>
    </message>
    <message>
        <source>trial</source>
        <translation>试验</translation>
    </message>
    <message>
        <source>What decides</source>
        <translation>关键设置</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>全部设置</translation>
    </message>
    <message>
        <source>One setting</source>
        <translation>单项设置</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>History · validation {metric}</source>
        <translation>历程 · 验证 {metric}</translation>
    </message>
    <message>
        <source>trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>best so far</source>
        <translation>目前最佳</translation>
    </message>
    <message>
        <source>The first trial is being fitted: the model&apos;s own defaults.</source>
        <translation>正在拟合第一次试验：模型的默认设置。</translation>
    </message>
    <message>
        <source>Share of the variance of the complete trials that each setting explains (PED-ANOVA).</source>
        <translation>每项设置所解释的已完成试验的方差比例（PED-ANOVA）。</translation>
    </message>
    <message>
        <source>With five complete trials or more, and two settings, it can be said which one decides.</source>
        <translation>至少完成五次试验且有两项设置时，才能判断哪一项起决定作用。</translation>
    </message>
    <message>
        <source>other trials</source>
        <translation>其他试验</translation>
    </message>
    <message>
        <source>the best five</source>
        <translation>最佳五次</translation>
    </message>
    <message>
        <source>the best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Each complete trial becomes a line through all its settings.</source>
        <translation>每次完成的试验成为一条穿过其所有设置的线。</translation>
    </message>
    <message>
        <source>Each complete trial becomes a dot.</source>
        <translation>每次完成的试验成为一个点。</translation>
    </message>
</context>
<context>
    <name>TunePage</name>
    <message>
        <source>Study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>End the search; the trials so far are kept</source>
        <translation>结束搜索；已完成的试验会保留</translation>
    </message>
    <message>
        <source>Delete this study and its trials</source>
        <translation>删除该研究及其试验</translation>
    </message>
    <message>
        <source>Delete this study</source>
        <translation>删除该研究</translation>
    </message>
    <message>
        <source>Train the best</source>
        <translation>训练最佳设置</translation>
    </message>
    <message>
        <source>Train the best settings as a run, judged once on the test part</source>
        <translation>用最佳设置训练一次，并仅在测试部分评测一次</translation>
    </message>
    <message>
        <source>Nothing tuned on this dataset yet</source>
        <translation>该数据集尚未调参</translation>
    </message>
    <message>
        <source>Choose models and a budget. The search begins with each model&apos;s own defaults, and goes on with what the trials before have taught it. A fair comparison gives the baseline the same budget.</source>
        <translation>请选择模型和预算。搜索从每个模型的默认设置开始，并根据已有试验继续。公平的比较会给基线同样的预算。</translation>
    </message>
    <message>
        <source>{model} · {split} · seed {seed}</source>
        <translation>{model} · {split} · 种子 {seed}</translation>
    </message>
    <message numerus="yes">
        <source>%n trial(s)</source>
        <translation>
            <numerusform>%n 次试验</numerusform>
        </translation>
    </message>
    <message>
        <source>best {value} in trial {number}</source>
        <translation>最佳 {value}（试验 {number}）</translation>
    </message>
    <message>
        <source>{gain} over the defaults</source>
        <translation>较默认设置 {gain}</translation>
    </message>
    <message>
        <source>Tuning {0}</source>
        <translation>正在调参 {0}</translation>
    </message>
    <message>
        <source>Compare in Metrics</source>
        <translation>在指标中比较</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在开始</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>One model</source>
        <translation>单个模型</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并列</translation>
    </message>
    <message>
        <source>All models searched on this split with this seed</source>
        <translation>在此划分与种子下搜索过的所有模型</translation>
    </message>
    <message>
        <source>{split} · seed {seed}</source>
        <translation>{split} · 种子 {seed}</translation>
    </message>
    <message>
        <source>Train the best of each</source>
        <translation>训练各自最佳</translation>
    </message>
    <message>
        <source>The best trial of {models} is being trained as a run.</source>
        <translation>{models} 的最佳试验正在作为运行训练。</translation>
    </message>
</context>
<context>
    <name>TuneSetUpCard</name>
    <message>
        <source>Set-up</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Models to tune</source>
        <translation>要调参的模型</translation>
    </message>
    <message>
        <source>Budget of each model</source>
        <translation>每个模型的预算</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <source> min a model</source>
        <translation> 分钟/模型</translation>
    </message>
    <message>
        <source> trials a model</source>
        <translation> 次/模型</translation>
    </message>
    <message>
        <source>This workspace</source>
        <translation>本工作区</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>An SQLAlchemy URL, so that several machines can work on one study; empty for this workspace</source>
        <translation>SQLAlchemy URL，便于多台机器共同研究；留空则使用本工作区</translation>
    </message>
    <message>
        <source>Each model gets the same budget. Trials are judged on the validation part; the test part is not looked at.</source>
        <translation>每个模型的预算相同。试验按验证部分评判，不查看测试部分。</translation>
    </message>
    <message>
        <source>Start tuning</source>
        <translation>开始调参</translation>
    </message>
</context>
<context>
    <name>UserPicker</name>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Part of an id or attribute, or age=24</source>
        <translation>ID 或属性的一部分，或 age=24</translation>
    </message>
    <message>
        <source>No user has this in the id or attributes.</source>
        <translation>没有用户的 ID 或属性包含它。</translation>
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
        <source>People like this one</source>
        <translation>类似的人</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新的人</translation>
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
        <translation>所有用户</translation>
    </message>
    <message>
        <source>Recommend</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>See what the models recommend to this user</source>
        <translation>查看模型向该用户推荐什么</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>遗忘…</translation>
    </message>
    <message>
        <source>Forget this user</source>
        <translation>遗忘该用户</translation>
    </message>
    <message>
        <source>Timeline: each interaction and its value</source>
        <translation>时间线：每次交互及其数值</translation>
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
        <translation>用户 {id}</translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>条交互</translation>
    </message>
    <message>
        <source>different items</source>
        <translation>个不同物品</translation>
    </message>
    <message>
        <source>has the median user</source>
        <translation>为中位用户的水平</translation>
    </message>
    <message>
        <source>Timeline: interactions so far</source>
        <translation>时间线：累计交互数</translation>
    </message>
</context>
<context>
    <name>WhyAnswers</name>
    <message>
        <source>{model} has no attention to show. Choose a run of SASRec to see what a model looks at.</source>
        <translation>{model} 没有可以显示的注意力。请选择一个 SASRec 运行，看看模型看向哪里。</translation>
    </message>
    <message>
        <source>Without a history there is nothing to look at.</source>
        <translation>没有历史，就没有可看的内容。</translation>
    </message>
    <message>
        <source>Because of {titles}</source>
        <translation>因为 {titles}</translation>
    </message>
    <message>
        <source>Judging {run}</source>
        <translation>正在评判 {run}</translation>
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
        <source>No single interaction moves this score.</source>
        <translation>没有单独的交互能影响这个分数。</translation>
    </message>
    <message>
        <source>What moves the score, measured by removing each item</source>
        <translation>影响分数的是什么：逐个移除物品测得</translation>
    </message>
    <message>
        <source>Where the last layer looked, averaged over its heads</source>
        <translation>最后一层的关注分布（各注意力头取平均）</translation>
    </message>
    <message>
        <source>What moves the score, by the most faithful method of this model: {method}</source>
        <translation>影响得分的因素，依据此模型最忠实的方法：{method}</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>Can attention be trusted here?</source>
        <translation>这里的注意力可信吗？</translation>
    </message>
    <message>
        <source>Measure it</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Explains a recommendation of each of 60 people by every method and removes what they name. The reasons then come from the best method.</source>
        <translation>用每种方法解释 60 个人各一条推荐，并移除其指出的交互。此后理由来自最好的方法。</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>What share of this item&apos;s vector comes from each of its signals.</source>
        <translation>该物品的向量中，每种信号各占多少。</translation>
    </message>
    <message>
        <source>Faithful</source>
        <translation>忠实</translation>
    </message>
    <message>
        <source>Partly</source>
        <translation>部分忠实</translation>
    </message>
    <message>
        <source>Not faithful</source>
        <translation>不忠实</translation>
    </message>
    <message>
        <source>Measured over {n} people.</source>
        <translation>基于 {n} 个人的测量。</translation>
    </message>
</context>
<context>
    <name>WishesCard</name>
    <message>
        <source>Filters and rules</source>
        <translation>筛选与规则</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>What each changed</source>
        <translation>各自改变了什么</translation>
    </message>
    <message>
        <source>{name}: {removed} left the list, {moved} moved, {left} items may be listed</source>
        <translation>{name}：{removed} 个离开列表，{moved} 个移动，{left} 个物品可列出</translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>Exploration</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Nothing is filtered, and there is no rule.</source>
        <translation>没有筛选，也没有规则。</translation>
    </message>
    <message>
        <source>Any of these categories</source>
        <translation>属于任一类别</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Years from and to</source>
        <translation>起止年份</translation>
    </message>
    <message>
        <source>First year</source>
        <translation>起始年份</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>结束年份</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Items of the history</source>
        <translation>历史中的物品</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Only what the history does not hold</source>
        <translation>只列历史中没有的</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Only these</source>
        <translation>仅这些</translation>
    </message>
    <message>
        <source>Only what the history holds</source>
        <translation>只列历史中有的</translation>
    </message>
    <message>
        <source>Cold items, met by at most</source>
        <translation>冷门物品，遇到的人至多</translation>
    </message>
    <message>
        <source>Most people who met a cold item</source>
        <translation>冷门物品至多被多少人遇到</translation>
    </message>
    <message>
        <source>Only items with, one a line</source>
        <translation>只要满足条件的物品，每行一条</translation>
    </message>
    <message>
        <source>Rules in their order, one a line</source>
        <translation>规则按顺序，每行一条</translation>
    </message>
    <message>
        <source>boost</source>
        <translation>提升</translation>
    </message>
    <message>
        <source>demote</source>
        <translation>降低</translation>
    </message>
    <message>
        <source>pin</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>exclude</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>is</source>
        <translation>等于</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>不等于</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>至多</translation>
    </message>
    <message>
        <source>value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>What becomes of the items</source>
        <translation>如何处理这些物品</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Cold items</source>
        <translation>冷门物品</translation>
    </message>
    <message>
        <source>People are counted in the training part: those that the model has learned from.</source>
        <translation>人数按训练部分统计：模型从这些人学习。</translation>
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
        <translation>{model} · 运行 {id}</translation>
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
        <source>Paused</source>
        <translation>已暂停</translation>
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
    <message>
        <source>Ids</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>声音</translation>
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
