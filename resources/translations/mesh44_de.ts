<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>mesh44::AddressStep</name>
    <message>
        <source>Gateway address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Learn it from the announcements (recommended)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is &amp;this address or DNS name, as the portal has it:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other gateways send to the address that the portal has for your subnets. The gateway wants to know it, so that it can tell when something else is announced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address or DNS name of the gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be used as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the address or the name, or let it be learned.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::Attention</name>
    <message>
        <source>Show the setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the advice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration has problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is refused is not in force.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The announcer is silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The routes stay as they were. Does the router still pass protocol 4 (not a port) to this gateway?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n route(s) are announced and not installed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Packets for them do not reach their endpoints.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mesh has no routes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Announcements are heard, and none of them holds a route that the filter takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The filter refuses %n announced route(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Each says why; the endpoint&apos;s operator can put it right in the portal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All is well</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::AttentionRow</name>
    <message>
        <source>… and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This follows from it: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::AttentionView</name>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::ChangeBar</name>
    <message>
        <source>Re&amp;view…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what would change in the kernel, then apply it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the changes; nothing was applied</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Values that cannot be used: %n. The words below each say why.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Values that somebody changed meanwhile: %n. Keep yours, or take theirs.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changes not applied yet: %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::Conditions</name>
    <message>
        <source>Not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remembered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It should be in the kernel&apos;s table and is not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The route filter did not take it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The change waits for another complete burst, or for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still installed, though nobody has announced it for long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known from an earlier run; not announced since the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched off by the operator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed to the endpoint that the operator chose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed from an imported file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Announced, and installed in the kernel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pinned by the operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RIP44</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::CopyButton</name>
    <message>
        <source>Copy: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::CopyField</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::Decision</name>
    <message>
        <source>A change of the configuration is on trial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Take it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, by %2: taken back in %3 unless somebody keeps it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, by %2: taken back at its deadline unless somebody keeps it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A large change of the mesh is held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. The routes stay as they were until two more complete bursts say the same, or somebody decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reject it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::DecisionBar</name>
    <message>
        <source>The system does not let you decide this from here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::Desktop</name>
    <message>
        <source>Icon in the &amp;tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Notify of faults that last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing the window leaves the icon; the gateway goes on in any case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was switched</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::EventsList</name>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No events yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::EventsModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::FirewallStep</name>
    <message>
        <source>Let in only &amp;what is said (recommended)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At first that is ping; answers to what your hosts begin always come in. The settings open more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let everything in, and &amp;count what would be dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let &amp;everything in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Firewall and router</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnels are IP protocol 4, not a port. It has to come through whatever is in front of this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is in front of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In &amp;front of it:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command for the router</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the mesh may open on your hosts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::FreshnessCard</name>
    <message>
        <source>from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n route(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RIP44</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last burst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the last burst held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until the next burst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not listening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not heard yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next within %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overdue by %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::GatewaySelector</name>
    <message>
        <source>Choose the gateway to look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subnets and host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which computer: user@host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no host: expected user@host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no host: expected user@host, without blanks, commas and signs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gateway: %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another computer…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::HostDialog</name>
    <message>
        <source>A gateway on another computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway is reached over ssh. It must be possible to log in without a question (by a key), and mesh44d must run there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user@host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User and host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::Inspector</name>
    <message>
        <source>Chosen peer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a peer to see it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State in a sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learned by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First announced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last announced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the endpoint, with all its routes, since the gateway service started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routes of this endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of routes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the table by this endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>announced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not announced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routes of %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, switched off (wider routes carry its packets)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other ways to switch it off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::ListenStep</name>
    <message>
        <source>No route installed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First route installed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By %1. The gateway is part of the mesh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway is up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway is up, and listens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The announcer sends the whole mesh about every five minutes; the first routes come with it. Keep the change if this computer is still reached as it should be: that need not wait for the burst. This window may be closed meanwhile, the gateway stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show it among the peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the &amp;map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::LookPanel</name>
    <message>
        <source>Less &amp;motion: nothing moves that need not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Patterns: lines differ by dashes, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Size of the text:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;olours:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the text in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::MainWindow</name>
    <message>
        <source>Mesh44</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the peer&apos;s panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (F9)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mesh from the &amp;portal…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the mesh from the portal, and see where it has this gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway goes on without the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mesh44 – %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::MapCanvas</name>
    <message>
        <source>Map of the mesh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outline of the world cannot be read: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n route(s) on the map.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n route(s) without a place.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (place of the allocation)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::MapLegend</name>
    <message>
        <source>Legend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned or imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not installed, held or stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remembered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A block&apos;s size is the prefix&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger: more routes at one point.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::MapOverlay</name>
    <message>
        <source>This gateway (its subnet has no place)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::MapPage</name>
    <message>
        <source>The further out, the longer nothing was heard or announced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every block is a prefix; near in address is near on the map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks stand where addresses were allocated to, not where stations are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All spokes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A line from this gateway to every peer (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the shapes mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearer (+)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further (−)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of it (0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Geographic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the place of the allocation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By how long nothing was heard, and by region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address space: who holds what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All routes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Need attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off or remembered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing (SVG) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture (PNG) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data (GeoJSON) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routes whose allocation has no place that is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n without a place</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The map was not exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the map</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::MapSvg</name>
    <message>
        <source>Map of the mesh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places are those of the allocation, not of stations.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::MasterSwitch</name>
    <message>
        <source>Gateway on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switching on…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switching off…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the gateway off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the gateway on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (asks for an administrator&apos;s password)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system does not let you switch things from here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::NoticeView</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::Notifier</name>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system does not let you decide this from here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::PasswordDialog</name>
    <message>
        <source>Password:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authentication is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who authenticates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authenticate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::PeerActions</name>
    <message>
        <source>There is no gateway service to ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway service speaks another version than this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system does not let you switch things from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch endpoint off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch prefix off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch endpoint off, let wider routes carry its packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch prefix off, let wider routes carry its packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switching endpoint…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch endpoint on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use all routes of %1 again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the packets of all routes of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switching prefix…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch prefix on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its endpoint is switched off as a whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the route to %1 again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the packets to %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::PeerRateButton</name>
    <message>
        <source>%1, %2: in %3, out %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the routes of %1 among the peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1, out %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::PeersGroups</name>
    <message>
        <source>No region known</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1  (%n route(s))</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::PeersModel</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Announced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last announced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was allocated to %2. Nobody says that the station is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No region is known for this prefix.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No packet came from this endpoint since the gateway service started.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::PeersPage</name>
    <message>
        <source>No peer fits the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter: prefix, address, region, state …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words that all must fit. An address finds the prefix it lies in. (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the routes that are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which peers are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns, copying, export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the chosen rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy them as commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as JSON…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as encap.txt…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as commands…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n route(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n route(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Copy as commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::PeersTable</name>
    <message>
        <source>Peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As they were</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::PlaceStep</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its saved routes, until the first burst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seven steps make this computer a gateway of the 44Net mesh. Nothing is changed before the sixth, and that is taken back by itself if you do not confirm it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Take it over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found that is in the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is set up on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the set-up of %1 over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway does not answer now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway speaks another version: it can be looked at, and not set up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system does not let you change the configuration from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the gateway for its settings.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::PolkitAgent</name>
    <message>
        <source>Somebody is being asked already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt was dismissed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was not right. Please try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The authentication failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request was withdrawn.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::PortalDialog</name>
    <message>
        <source>&amp;Keep it in the desktop&apos;s keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fetch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Give to the gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch from the portal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from your profile page at the portal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal knows the whole mesh, and where it has your gateway. The routes fill the time until the first announcement; announced ones go before them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Token:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is not kept, and is asked for each time: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetched %1; the portal asks for once an hour at most. Fetch &amp;all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal has nothing new since the last time. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routes at the portal: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Serial %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Not readable: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routes new to the mesh: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Not taken: %1, your own among them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::PortalFetcher</name>
    <message>
        <source>This is no address such as https://portal.ampr.org/api/v2/encap/routes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only https:// is permitted: the token must not be read on the way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address must not hold a name or a password; the token has a field of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer of %1 is larger than 4 MiB; it was not taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of %1 is not accepted, and the token was not sent: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal does not accept this token. It stands on your profile page there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no host %1, or no name server answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refuses the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not answer within 30 seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secure connection to %1 came to be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sends us to another place, where the token must not go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has nothing at this address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The portal asks to be left alone for a while (429).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answers with the error %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing came from %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::PortalSession</name>
    <message>
        <source>The answer is not the list: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::Rail</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::ReviewDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review the changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::ReviewPane</name>
    <message>
        <source>(nothing)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the kernel, in this order</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>in the firewall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway does not answer now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway speaks another version: it can be looked at, and not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system does not let you change the configuration from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A change is being taken back. Wait until that is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A change is on trial: keep it or take it back first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Will be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What changes in the kernel and the firewall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, unless a file of yours says otherwise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the gateway what this would change. Nothing is applied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing changes in the kernel or the firewall.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is applied yet. Applied, it is on trial for %1 s: unless somebody keeps it, it is taken back by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it would change in the kernel is not known: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be applied all the same: after %1 s it is taken back, unless somebody keeps it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applying. The system may ask for a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Applied, and on trial. Keep it if all is well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not applied: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was lost before the answer came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was lost before the answer came: it may have been applied. If it was, it is taken back by itself unless somebody keeps it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Apply for %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks for a password</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::ReviewStep</name>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody set %1 to %2 meanwhile. Close this, and start again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::Rings</name>
    <message>
        <source>1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longer or never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>United States</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canada</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latin America</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Europe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Africa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oceania</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No place</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::RouterNotes</name>
    <message>
        <source>A router for the home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forwarding a port does not help: protocol 4 has none. Look for “DMZ host” or “exposed host” and name %1. Not every router passes protocol 4 to it; the meter below tells.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MikroTik</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In its terminal; WAN is the name of its interface list to the Internet:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenWrt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a shell on it; a redirect without ports, of protocol 4:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linux with iptables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As root on it; WAN is its device to the Internet:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pfSense or OPNsense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its port forwards are for protocols with ports. Use 1:1 NAT from the public address to %1, and on WAN a rule that passes any protocol from the announcer and the other gateways to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rented server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider&apos;s packet filter (“security group”, “cloud firewall”) has to let protocol 4 in, often called IP-in-IP or IPENCAP; where the list has TCP and UDP only, allow all traffic there and filter here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No router</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is to be done in front of this computer. Where it has a packet filter of its own, such as ufw or firewalld, that has to let protocol 4 in: step 1 says how if it was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GATEWAY</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::RoutesCard</name>
    <message>
        <source>Routes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed routes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show them among the peers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>of %n announced</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>to %n endpoint(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::RoutingStep</name>
    <message>
        <source>The mesh, and the &amp;Internet by the tunnel (recommended)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your 44 addresses reach the other gateways directly, and everybody else by the announcer. Right for almost everybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mesh a&amp;lone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your 44 addresses reach amateur networks, and nothing else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mesh by tunnels, the Internet by your &amp;provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What your hosts begin towards the Internet leaves by your provider and with its address; answers to what came by the announcer go back by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your provider announces your subnets by &amp;BGP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only where that is agreed: packets of your subnets leave by the provider, unencapsulated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only packets from and to your subnets take these ways. What else this computer does stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Advanced: tables, priority, device</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::Screenshot</name>
    <message>
        <source>The picture cannot be saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No live table came in time; the picture shows what there was.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::Search</name>
    <message>
        <source>Page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Endpoint, %n route(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Region, %n route(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Event, %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::SearchBox</name>
    <message>
        <source>Search (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A prefix, an address, a region, a page, a setting, an event. (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results of the search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::SettingEditor</name>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::SettingRow</name>
    <message>
        <source>Keep mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was %1. Back to what the files in /etc/mesh44 say, else to the default: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your change is written to /var/lib/mesh44/conf.d and wins over that file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the change of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset %1 to its default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meanwhile somebody set it to %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::SettingWords</name>
    <message>
        <source>Gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Announcements (RIP44)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Firewall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward to routers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Callsign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who runs this gateway. It is shown and exported, never sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subnets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your networks in 44, as the portal has them. What is in them is never sent away unencapsulated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address in the mesh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway&apos;s own address, which its tunnel carries. Automatic: the first of the first subnet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where packets of your subnets go that are not for the mesh. Other traffic of this computer stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address on the Internet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where other gateways reach this one: the address or DNS name in the portal. Automatic: learned from the announcements.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network device of the tunnel. Give it a name of its own where somebody else uses tunl0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who carries packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernel is quicker; the service carries packets itself where the kernel has no IP-in-IP tunnels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Announcer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The only sender whose announcements count, and the way to the Internet for your subnets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password of announcements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same for everybody, and public: it keeps mistakes away, not attackers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most routes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More announced routes than this are not taken, and it is said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported routes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which counts where a prefix is both imported and announced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of the mesh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernel&apos;s routing table for mesh routes. It must be nobody else&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of your own traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The routing table for packets that come from your subnets. It must be nobody else&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority of our rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of the first of our policy rules; the others follow it. A lower one is asked earlier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What your subnets reach directly and not by the tunnel. Automatic: what is connected, but for the way to the Internet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private networks whose hosts may reach the mesh under the gateway&apos;s own address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anybody in the mesh can send to your hosts: what is let in is said below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let in from the mesh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Services of your hosts that the mesh may open, such as icmp tcp/22 or 44.128.10.9:tcp/80. Answers always come in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the routers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether routers on your network are told of the mesh, and in which language.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interface to the routers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network device that leads to them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which router</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic: all routers there (224.0.0.9).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring the gateway up at start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When this computer, or the service, starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lockdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of your subnets leaves this computer from early at boot, and after the service stops.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the mesh, and the Internet by the tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the mesh alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your provider announces the subnets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the mesh, and the Internet by your provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kernel where it can</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kernel only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the announced one counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the imported one counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>everything is let in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only counts what it would drop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drops what is not let in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plain RIP version 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the announcer&apos;s packets as they are</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::SettingsDraft</name>
    <message>
        <source>An empty value leaves it as it is: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An empty value leaves it as %1 has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Permitted: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::SettingsPage</name>
    <message>
        <source>&amp;Step by step…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words that all must be found in a setting (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Section</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the gateway up in seven steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings can only be looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the gateway for its settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::SettingsView</name>
    <message>
        <source>No setting fits the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look of this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look window size text colours theme light dark motion patterns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::SetupWizard</name>
    <message>
        <source>I know what I do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up the gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All settings on one page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::Situation</name>
    <message>
        <source>this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gone since %1 (%2). The list below is its last word; the gateway&apos;s kernel may still forward.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the gateway on %1 for its state.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway service is not running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mesh44d does not answer on the system bus of %1. Start it, and this window fills by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service vanished %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mesh44d does not run on %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No gateway service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system bus of %1 does not let you speak to the gateway service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No system bus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s system bus does not answer, so nothing can be asked of the gateway service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway could not be reached over ssh. It must be possible to log in without a question, and systemd-stdio-bridge must be there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway service cannot be understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 announced routes installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No burst heard yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The announcer %1 sends the whole mesh about every five minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does the router pass protocol 4 (not a port) to this gateway, and is its public address the one in the portal?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table conflict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else&apos;s routes are in our table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was installed, and nothing of theirs was touched. Take the other routes away, or give the gateway a free table (routing.mesh_table, routing.source_table).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can carry packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mesh is made of IP-in-IP tunnels: either the kernel has them (ipip), or the service carries the packets itself and needs /dev/net/tun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service lacks CAP_NET_ADMIN or CAP_NET_RAW.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its unit gives it both: start it by that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Misconfigured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no usable configuration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway stays down until this is put right:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is tunnelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway is switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The switch at the top brings it up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration has problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is refused is not in force:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway service speaks another version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is version %1; this window can show it, and not switch it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start this window anew; if that does not help, install its newer version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the service anew; if that does not help, install its newer version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known when the next burst comes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next burst is expected within %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The burst is overdue by %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::SpokenLabel</name>
    <message>
        <source>%1: %2</source>
        <comment>a name and its value, as a screen reader says them</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::StackPicker</name>
    <message numerus="yes">
        <source>%n route(s) here</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::StateChip</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::StatusLine</name>
    <message>
        <source> (incomplete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (not yet confirmed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No burst heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last burst %1%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, next within %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last burst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnel device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 routes installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MTU %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::SubnetsCard</name>
    <message>
        <source>My subnets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Callsign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default route by the announcer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no callsign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subnet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none is configured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internet through the announcer (default route)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The default route is not through the announcer in mode &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no gateway service to ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send what is not for the mesh to the announcer again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop what is not for the mesh</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::TopBar</name>
    <message>
        <source>State in a sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no gateway service to ask.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::TopPeersCard</name>
    <message>
        <source>Top peers now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the announcer carries to and from the Internet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internet: in %1, out %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::TrafficCard</name>
    <message>
        <source>Traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last 10 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, peak %2 in the last 10 min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::Tray</name>
    <message>
        <source>&amp;Tunnels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit; the gateway goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mesh44: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::TunnelCard</name>
    <message>
        <source>kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>userspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunnel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MTU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Underlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What carries the packets: the kernel, or the service itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our own address inside the mesh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The way to the Internet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address by which the mesh reaches this gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no way to the Internet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::WhoStep</name>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks in 44 are allocated at portal.ampr.org, which also has to know this gateway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A gateway needs at least one subnet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::Wizard</name>
    <message>
        <source>%1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Behind a router: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address is private, so a router translates it (NAT). The router has to pass protocol 4 to this computer; step 5 shows how.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Behind a provider that translates: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address is shared by customers of the provider (carrier-grade NAT). Other gateways cannot reach it, and nothing at home changes that: ask the provider for a public address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no address of the Internet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is %1: other gateways cannot send to it. The portal wants the public one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has that address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has another address: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is right only where %1 leads here all the same. Else correct it here or in the portal: other gateways send to what the portal has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The router has that address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer is seen at %1, behind it. That the two differ is as it should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The announcements name it for your subnets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first announcements name it, if the portal has your subnets at this gateway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the Internet: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address is a public one: other gateways reach it directly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No route to the Internet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tunnels go through it. The gateway can be set up all the same, and waits for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name is asked again and again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It follows an address that changes, as long as the portal has the same name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: space of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: inside amateur space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocol-4 packets heard from the announcer: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocol 4 reaches this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service listens as soon as the gateway is up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They should have come. Does the router pass protocol 4, and does the portal have the right address?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They come about every five minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Burst heard %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Routes in it: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No burst yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::WizardStep</name>
    <message>
        <source>%1: the value cannot be used as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::Words</name>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 packet, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 packets, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 B/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 kB/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GB/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mesh44::main</name>
    <message>
        <source>--size: &apos;%1&apos; is no size; expected WIDTHxHEIGHT, as in 1280x800</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--theme: &apos;%1&apos; is none; expected light or dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows an AMPRNet gateway and switches its tunnels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway on another computer, over ssh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user@host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a picture of the first live table, or of the state why there is none, and end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long --screenshot waits for a live table (30).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>light or dark, whatever the desktop has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--wait: expected 1 to 3600 seconds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
