<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>mesh44::ChangeBar</name>
    <message numerus="yes">
        <source>Values that cannot be used: %n. The words below each say why.</source>
        <translation>
            <numerusform>Values that cannot be used: %n. The words below each say why.</numerusform>
            <numerusform>Values that cannot be used: %n. The words below each say why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Values that somebody changed meanwhile: %n. Keep yours, or take theirs.</source>
        <translation>
            <numerusform>Values that somebody changed meanwhile: %n. Keep yours, or take theirs.</numerusform>
            <numerusform>Values that somebody changed meanwhile: %n. Keep yours, or take theirs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changes not applied yet: %n</source>
        <translation>
            <numerusform>Changes not applied yet: %n</numerusform>
            <numerusform>Changes not applied yet: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::GatewaySelector</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::PeersGroups</name>
    <message numerus="yes">
        <source>%1  (%n route(s))</source>
        <translation>
            <numerusform>%1  (%n route)</numerusform>
            <numerusform>%1  (%n routes)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::PeersPage</name>
    <message numerus="yes">
        <source>%n route(s)</source>
        <translation>
            <numerusform>%n route</numerusform>
            <numerusform>%n routes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n route(s)</source>
        <translation>
            <numerusform>%1 of %n route</numerusform>
            <numerusform>%1 of %n routes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::ReviewPane</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::Search</name>
    <message numerus="yes">
        <source>Endpoint, %n route(s)</source>
        <translation>
            <numerusform>Endpoint, %n route</numerusform>
            <numerusform>Endpoint, %n routes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Region, %n route(s)</source>
        <translation>
            <numerusform>Region, %n route</numerusform>
            <numerusform>Region, %n routes</numerusform>
        </translation>
    </message>
</context>
</TS>
