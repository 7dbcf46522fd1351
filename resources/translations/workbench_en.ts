<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>AblationPage</name>
    <message numerus="yes">
        <source>Each variant is trained anew with the same settings, seed and vectors. %n training(s) to go, about {time} in all; they can be cancelled, and go on later.</source>
        <translation>
            <numerusform>Each variant is trained anew with the same settings, seed and vectors. %n training to go, about {time} in all; they can be cancelled, and go on later.</numerusform>
            <numerusform>Each variant is trained anew with the same settings, seed and vectors. %n trainings to go, about {time} in all; they can be cancelled, and go on later.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Train %n variant(s)</source>
        <translation>
            <numerusform>Train %n variant</numerusform>
            <numerusform>Train %n variants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttentionViews</name>
    <message numerus="yes">
        <source>Show the %n hidden again</source>
        <translation>
            <numerusform>Show the %n hidden again</numerusform>
            <numerusform>Show the %n hidden again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BinPage</name>
    <message numerus="yes">
        <source>%n run(s) trained on it</source>
        <translation>
            <numerusform>%n run trained on it</numerusform>
            <numerusform>%n runs trained on it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dataset(s)</source>
        <translation>
            <numerusform>%n dataset</numerusform>
            <numerusform>%n datasets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n run(s) trained on it</source>
        <translation>
            <numerusform> and %n run trained on it</numerusform>
            <numerusform> and %n runs trained on it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckCard</name>
    <message numerus="yes">
        <source>%n findings</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message numerus="yes">
        <source>%n run(s) trained on it go with it:</source>
        <translation>
            <numerusform>%n run trained on it goes with it:</numerusform>
            <numerusform>%n runs trained on it go with it:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dataset(s) made from it stay:</source>
        <translation>
            <numerusform>%n dataset made from it stays:</numerusform>
            <numerusform>%n datasets made from it stay:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message numerus="yes">
        <source>%n file(s), {size}, written to {path}.</source>
        <translation>
            <numerusform>%n file, {size}, written to {path}.</numerusform>
            <numerusform>%n files, {size}, written to {path}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingRow</name>
    <message numerus="yes">
        <source>%n more examples</source>
        <translation>
            <numerusform>%n more example</numerusform>
            <numerusform>%n more examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ForgetDialog</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryCard</name>
    <message numerus="yes">
        <source>What-if: %n change(s)</source>
        <translation>
            <numerusform>What-if: %n change</numerusform>
            <numerusform>What-if: %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message numerus="yes">
        <source>Import %n interactions</source>
        <translation>
            <numerusform>Import %n interaction</numerusform>
            <numerusform>Import %n interactions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobsBar</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MetricsPanel</name>
    <message numerus="yes">
        <source>%n run(s) are in the queue. They stand together under “By experiment”.</source>
        <translation>
            <numerusform>%n run is in the queue. It stands under “By experiment”.</numerusform>
            <numerusform>%n runs are in the queue. They stand together under “By experiment”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message numerus="yes">
        <source>CPU · %n thread(s)</source>
        <translation>
            <numerusform>CPU · %n thread</numerusform>
            <numerusform>CPU · %n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PathsCard</name>
    <message numerus="yes">
        <source>{titles} and %n more</source>
        <translation>
            <numerusform>{titles} and %n more</numerusform>
            <numerusform>{titles} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreparePage</name>
    <message numerus="yes">
        <source>{name} (%n step(s))</source>
        <translation>
            <numerusform>{name} (%n step)</numerusform>
            <numerusform>{name} (%n steps)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QualityCard</name>
    <message numerus="yes">
        <source>%n thing(s) stand out</source>
        <translation>
            <numerusform>%n thing stands out</numerusform>
            <numerusform>%n things stand out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunDetailsCard</name>
    <message numerus="yes">
        <source>Trained with %n person(s) who asked to be forgotten since. It keeps what it learned of them: train again on the newest version of the dataset, then delete this run.</source>
        <translation>
            <numerusform>Trained with %n person who asked to be forgotten since. It keeps what it learned of them: train again on the newest version of the dataset, then delete this run.</numerusform>
            <numerusform>Trained with %n people who asked to be forgotten since. It keeps what it learned of them: train again on the newest version of the dataset, then delete this run.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunTableModel</name>
    <message numerus="yes">
        <source>Trained with %n person(s) who asked to be forgotten since</source>
        <translation>
            <numerusform>Trained with %n person who asked to be forgotten since</numerusform>
            <numerusform>Trained with %n people who asked to be forgotten since</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TargetCard</name>
    <message numerus="yes">
        <source>%n rows are left out.</source>
        <translation>
            <numerusform>%n row is left out.</numerusform>
            <numerusform>%n rows are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TunePage</name>
    <message numerus="yes">
        <source>%n trial(s)</source>
        <translation>
            <numerusform>%n trial</numerusform>
            <numerusform>%n trials</numerusform>
        </translation>
    </message>
</context>
</TS>
