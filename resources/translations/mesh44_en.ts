<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>mesh44::Attention</name>
    <message numerus="yes">
        <source>%n route(s) are announced and not installed</source>
        <translation>
            <numerusform>%n route are announced and not installed</numerusform>
            <numerusform>%n routes are announced and not installed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The filter refuses %n announced route(s)</source>
        <translation>
            <numerusform>The filter refuses %n announced route</numerusform>
            <numerusform>The filter refuses %n announced routes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::AttentionView</name>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
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
    <name>mesh44::CheckupPage</name>
    <message numerus="yes">
        <source>%1 of %n check(s) passed</source>
        <translation>
            <numerusform>%1 of %n check passed</numerusform>
            <numerusform>%1 of %n checks passed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::FreshnessCard</name>
    <message numerus="yes">
        <source>%n route(s)</source>
        <translation>
            <numerusform>%n route</numerusform>
            <numerusform>%n routes</numerusform>
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
    <name>mesh44::MapCanvas</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::MapPage</name>
    <message numerus="yes">
        <source>%n without a place</source>
        <translation>
            <numerusform>%n without a place</numerusform>
            <numerusform>%n without a place</numerusform>
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
    <name>mesh44::RoutesCard</name>
    <message numerus="yes">
        <source>of %n announced</source>
        <translation>
            <numerusform>of %n announced</numerusform>
            <numerusform>of %n announced</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>to %n endpoint(s)</source>
        <translation>
            <numerusform>to %n endpoint</numerusform>
            <numerusform>to %n endpoints</numerusform>
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
