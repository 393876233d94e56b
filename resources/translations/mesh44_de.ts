<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>mesh44::AddressStep</name>
    <message>
        <source>Gateway address</source>
        <translation>Gateway-Adresse</translation>
    </message>
    <message>
        <source>&amp;Learn it from the announcements (recommended)</source>
        <translation>Aus den Ankündigungen &amp;lernen (empfohlen)</translation>
    </message>
    <message>
        <source>It is &amp;this address or DNS name, as the portal has it:</source>
        <translation>Es ist diese &amp;Adresse oder dieser DNS-Name, wie im Portal:</translation>
    </message>
    <message>
        <source>Other gateways send to the address that the portal has for your subnets. The gateway wants to know it, so that it can tell when something else is announced.</source>
        <translation>Andere Gateways senden an die Adresse, die das Portal zu Ihren Subnetzen hat. Das Gateway sollte sie kennen, damit es merkt, wenn etwas anderes angekündigt wird.</translation>
    </message>
    <message>
        <source>Address or DNS name of the gateway</source>
        <translation>Adresse oder DNS-Name des Gateways</translation>
    </message>
    <message>
        <source>It cannot be used as it is</source>
        <translation>So ist sie nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>Type the address or the name, or let it be learned.</source>
        <translation>Geben Sie die Adresse oder den Namen ein, oder lassen Sie sie lernen.</translation>
    </message>
</context>
<context>
    <name>mesh44::Attention</name>
    <message>
        <source>Show the setting</source>
        <translation>Einstellung zeigen</translation>
    </message>
    <message>
        <source>Copy the advice</source>
        <translation>Rat kopieren</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Set it up…</source>
        <translation>Einrichten…</translation>
    </message>
    <message>
        <source>Show the settings</source>
        <translation>Einstellungen zeigen</translation>
    </message>
    <message>
        <source>The configuration has problems</source>
        <translation>Die Konfiguration hat Fehler</translation>
    </message>
    <message>
        <source>What is refused is not in force.</source>
        <translation>Was abgelehnt wurde, gilt nicht.</translation>
    </message>
    <message>
        <source>The announcer is silent</source>
        <translation>Der Ankündiger schweigt</translation>
    </message>
    <message>
        <source>The routes stay as they were. Does the router still pass protocol 4 (not a port) to this gateway?</source>
        <translation>Die Routen sind noch wie zuvor. Lässt der Router Protokoll 4 (kein Port) noch zu diesem Gateway durch?</translation>
    </message>
    <message numerus="yes">
        <source>%n route(s) are announced and not installed</source>
        <translation>
            <numerusform>%n Route ist angekündigt und nicht eingetragen</numerusform>
            <numerusform>%n Routen sind angekündigt und nicht eingetragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Packets for them do not reach their endpoints.</source>
        <translation>Pakete dorthin erreichen ihre Endpunkte nicht.</translation>
    </message>
    <message>
        <source>The mesh has no routes</source>
        <translation>Das Mesh hat keine Routen</translation>
    </message>
    <message>
        <source>Announcements are heard, and none of them holds a route that the filter takes.</source>
        <translation>Ankündigungen werden gehört, aber keine enthält eine Route, die das Filter annimmt.</translation>
    </message>
    <message numerus="yes">
        <source>The filter refuses %n announced route(s)</source>
        <translation>
            <numerusform>Das Filter lehnt %n angekündigte Route ab</numerusform>
            <numerusform>Das Filter lehnt %n angekündigte Routen ab</numerusform>
        </translation>
    </message>
    <message>
        <source>Each says why; the endpoint&apos;s operator can put it right in the portal.</source>
        <translation>Bei jeder steht der Grund; wer den Endpunkt betreibt, kann es im Portal richtigstellen.</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Alles in Ordnung</translation>
    </message>
</context>
<context>
    <name>mesh44::AttentionRow</name>
    <message>
        <source>… and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
    <message>
        <source>This follows from it: %1</source>
        <translation>Daraus folgt: %1</translation>
    </message>
</context>
<context>
    <name>mesh44::AttentionView</name>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n Hinweis</numerusform>
            <numerusform>%n Hinweise</numerusform>
        </translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>aufgeklappt</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>zugeklappt</translation>
    </message>
</context>
<context>
    <name>mesh44::ChangeBar</name>
    <message>
        <source>Re&amp;view…</source>
        <translation>&amp;Prüfen…</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>See what would change in the kernel, then apply it</source>
        <translation>Ansehen, was sich im Kernel ändern würde, und es dann anwenden</translation>
    </message>
    <message>
        <source>Forget the changes; nothing was applied</source>
        <translation>Die Änderungen vergessen; angewendet wurde nichts</translation>
    </message>
    <message numerus="yes">
        <source>Values that cannot be used: %n. The words below each say why.</source>
        <translation>
            <numerusform>Unbrauchbare Werte: %n. Der Text darunter sagt jeweils, warum.</numerusform>
            <numerusform>Unbrauchbare Werte: %n. Der Text darunter sagt jeweils, warum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Values that somebody changed meanwhile: %n. Keep yours, or take theirs.</source>
        <translation>
            <numerusform>Werte, die inzwischen jemand geändert hat: %n. Behalten Sie Ihre oder übernehmen Sie die anderen.</numerusform>
            <numerusform>Werte, die inzwischen jemand geändert hat: %n. Behalten Sie Ihre oder übernehmen Sie die anderen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changes not applied yet: %n</source>
        <translation>
            <numerusform>Noch nicht angewendete Änderungen: %n</numerusform>
            <numerusform>Noch nicht angewendete Änderungen: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::ChangesTable</name>
    <message>
        <source>(nothing)</source>
        <translation>(nichts)</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Will be</source>
        <translation>Künftig</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>%1, unless a file of yours says otherwise</source>
        <translation>%1, wenn keine Ihrer Dateien etwas anderes sagt</translation>
    </message>
</context>
<context>
    <name>mesh44::CheckRow</name>
    <message>
        <source>Switch the gateway on</source>
        <translation>Gateway einschalten</translation>
    </message>
    <message>
        <source>Switch the default route on</source>
        <translation>Standardroute einschalten</translation>
    </message>
    <message>
        <source>Show the setting</source>
        <translation>Einstellung zeigen</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Not tested</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Not tested: first, “%1”.</source>
        <translation>Nicht geprüft: zuerst „%1“.</translation>
    </message>
    <message>
        <source>Why it matters: %1</source>
        <translation>Warum das zählt: %1</translation>
    </message>
    <message>
        <source>More about: %1</source>
        <translation>Mehr zu: %1</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>aufgeklappt</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>zugeklappt</translation>
    </message>
</context>
<context>
    <name>mesh44::CheckupPage</name>
    <message>
        <source>Test through the &amp;tunnel</source>
        <translation>Durch den &amp;Tunnel prüfen</translation>
    </message>
    <message>
        <source>Sends a few packets into the mesh, and asks for the answers</source>
        <translation>Sendet ein paar Pakete ins Mesh und wartet auf die Antworten</translation>
    </message>
    <message>
        <source>Copy &amp;report</source>
        <translation>&amp;Bericht kopieren</translation>
    </message>
    <message>
        <source>For a mailing list: without addresses, names and passwords of yours</source>
        <translation>Für eine Mailingliste: ohne Ihre Adressen, Namen und Passwörter</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Asking the gateway for its checks</source>
        <translation>Das Gateway wird nach seinen Prüfungen gefragt</translation>
    </message>
    <message>
        <source>A gateway of an older version has none.</source>
        <translation>Ein Gateway älterer Version hat keine.</translation>
    </message>
    <message>
        <source>As it was when the gateway was last seen</source>
        <translation>Wie es war, als das Gateway zuletzt zu sehen war</translation>
    </message>
    <message>
        <source>The first thing to mend: %1</source>
        <translation>Als Erstes zu beheben: %1</translation>
    </message>
    <message>
        <source>It works, but look at: %1</source>
        <translation>Es geht, aber sehen Sie nach: %1</translation>
    </message>
    <message>
        <source>Nothing is wrong</source>
        <translation>Alles in Ordnung</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n check(s) passed</source>
        <translation>
            <numerusform>%1 von %n Prüfung bestanden</numerusform>
            <numerusform>%1 von %n Prüfungen bestanden</numerusform>
        </translation>
    </message>
    <message>
        <source>Testing …</source>
        <translation>Prüft …</translation>
    </message>
    <message>
        <source>There is no connection to the gateway.</source>
        <translation>Es besteht keine Verbindung zum Gateway.</translation>
    </message>
</context>
<context>
    <name>mesh44::Conditions</name>
    <message>
        <source>Not installed</source>
        <translation>Nicht eingetragen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Remembered</source>
        <translation>Gemerkt</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Festgelegt</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Eingetragen</translation>
    </message>
    <message>
        <source>It should be in the kernel&apos;s table and is not.</source>
        <translation>Sie sollte in der Tabelle des Kernels stehen und tut es nicht.</translation>
    </message>
    <message>
        <source>The route filter did not take it.</source>
        <translation>Das Routenfilter hat sie nicht angenommen.</translation>
    </message>
    <message>
        <source>The change waits for another complete burst, or for you.</source>
        <translation>Die Änderung wartet auf einen weiteren vollständigen Durchgang oder auf Sie.</translation>
    </message>
    <message>
        <source>Still installed, though nobody has announced it for long.</source>
        <translation>Noch eingetragen, obwohl sie seit Langem niemand angekündigt hat.</translation>
    </message>
    <message>
        <source>Known from an earlier run; not announced since the start.</source>
        <translation>Von einem früheren Lauf bekannt; seit dem Start nicht angekündigt.</translation>
    </message>
    <message>
        <source>Switched off by the operator.</source>
        <translation>Vom Betreiber ausgeschaltet.</translation>
    </message>
    <message>
        <source>Installed to the endpoint that the operator chose.</source>
        <translation>Eingetragen zu dem Endpunkt, den der Betreiber gewählt hat.</translation>
    </message>
    <message>
        <source>Installed from an imported file.</source>
        <translation>Eingetragen aus einer importierten Datei.</translation>
    </message>
    <message>
        <source>Announced, and installed in the kernel.</source>
        <translation>Angekündigt und im Kernel eingetragen.</translation>
    </message>
    <message>
        <source>pinned by the operator</source>
        <translation>vom Betreiber festgelegt</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>RIP44</source>
        <translation>RIP44</translation>
    </message>
</context>
<context>
    <name>mesh44::CopyButton</name>
    <message>
        <source>Copy: %1</source>
        <translation>Kopieren: %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>mesh44::CopyField</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
</context>
<context>
    <name>mesh44::Decision</name>
    <message>
        <source>A change of the configuration is on trial</source>
        <translation>Eine Änderung der Konfiguration läuft auf Probe</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>&amp;Take it back</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>%1, by %2: taken back in %3 unless somebody keeps it.</source>
        <translation>%1, von %2: wird in %3 zurückgenommen, wenn niemand sie behält.</translation>
    </message>
    <message>
        <source>%1, by %2: taken back at its deadline unless somebody keeps it.</source>
        <translation>%1, von %2: wird zum Ablauf der Frist zurückgenommen, wenn niemand sie behält.</translation>
    </message>
    <message>
        <source>A large change of the mesh is held</source>
        <translation>Eine große Änderung des Mesh wird zurückgehalten</translation>
    </message>
    <message>
        <source>%1. The routes stay as they were until two more complete bursts say the same, or somebody decides.</source>
        <translation>%1. Die Routen bleiben wie bisher, bis zwei weitere vollständige Durchgänge dasselbe sagen oder jemand entscheidet.</translation>
    </message>
    <message>
        <source>&amp;Accept it</source>
        <translation>&amp;Annehmen</translation>
    </message>
    <message>
        <source>&amp;Reject it</source>
        <translation>A&amp;blehnen</translation>
    </message>
</context>
<context>
    <name>mesh44::DecisionBar</name>
    <message>
        <source>The system does not let you decide this from here.</source>
        <translation>Das System lässt Sie das von hier aus nicht entscheiden.</translation>
    </message>
</context>
<context>
    <name>mesh44::Desktop</name>
    <message>
        <source>Icon in the &amp;tray</source>
        <translation>Symbol in der Benachrichtigungs&amp;leiste</translation>
    </message>
    <message>
        <source>&amp;Notify of faults that last</source>
        <translation>&amp;Benachrichtigen, wenn ein Fehler anhält</translation>
    </message>
    <message>
        <source>Closing the window leaves the icon; the gateway goes on in any case</source>
        <translation>Beim Schließen des Fensters bleibt das Symbol; das Gateway läuft in jedem Fall weiter</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nothing was switched</source>
        <translation>Nichts wurde geschaltet</translation>
    </message>
</context>
<context>
    <name>mesh44::EventsExport</name>
    <message>
        <source>As CSV…</source>
        <translation>Als CSV…</translation>
    </message>
    <message>
        <source>As JSON…</source>
        <translation>Als JSON…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Save the events that are shown</source>
        <translation>Die gezeigten Ereignisse speichern</translation>
    </message>
    <message>
        <source>%1 was not saved: %2</source>
        <translation>%1 wurde nicht gespeichert: %2</translation>
    </message>
    <message>
        <source>Export the events</source>
        <translation>Ereignisse exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>mesh44::EventsModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>config</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>route</source>
        <translation>Route</translation>
    </message>
    <message>
        <source>endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>burst</source>
        <translation>Durchgang</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>firewall</source>
        <translation>Firewall</translation>
    </message>
    <message>
        <source>access</source>
        <translation>Zugang</translation>
    </message>
</context>
<context>
    <name>mesh44::EventsTable</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>No event fits.</source>
        <translation>Kein Ereignis passt.</translation>
    </message>
    <message>
        <source>No events yet.</source>
        <translation>Noch keine Ereignisse.</translation>
    </message>
</context>
<context>
    <name>mesh44::FirewallStep</name>
    <message>
        <source>Let in only &amp;what is said (recommended)</source>
        <translation>Nur hereinlassen, &amp;was genannt ist (empfohlen)</translation>
    </message>
    <message>
        <source>At first that is ping; answers to what your hosts begin always come in. The settings open more.</source>
        <translation>Zu Anfang ist das Ping; Antworten auf das, was Ihre Rechner beginnen, kommen immer herein. Die Einstellungen öffnen mehr.</translation>
    </message>
    <message>
        <source>Let everything in, and &amp;count what would be dropped</source>
        <translation>Alles hereinlassen und &amp;zählen, was verworfen würde</translation>
    </message>
    <message>
        <source>Let &amp;everything in</source>
        <translation>&amp;Alles hereinlassen</translation>
    </message>
    <message>
        <source>Firewall and router</source>
        <translation>Firewall und Router</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>K&amp;opieren</translation>
    </message>
    <message>
        <source>Tunnels are IP protocol 4, not a port. It has to come through whatever is in front of this computer.</source>
        <translation>Tunnel sind IP-Protokoll 4, kein Port. Es muss durch alles hindurch, was vor diesem Computer steht.</translation>
    </message>
    <message>
        <source>What is in front of this computer</source>
        <translation>Was vor diesem Computer steht</translation>
    </message>
    <message>
        <source>In &amp;front of it:</source>
        <translation>&amp;Davor steht:</translation>
    </message>
    <message>
        <source>Command for the router</source>
        <translation>Befehl für den Router</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>What the mesh may open on your hosts</source>
        <translation>Was das Mesh auf Ihren Rechnern öffnen darf</translation>
    </message>
</context>
<context>
    <name>mesh44::FreshnessCard</name>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n route(s)</source>
        <translation>
            <numerusform>%n Route</numerusform>
            <numerusform>%n Routen</numerusform>
        </translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>not yet confirmed</source>
        <translation>noch nicht bestätigt</translation>
    </message>
    <message>
        <source>RIP44</source>
        <translation>RIP44</translation>
    </message>
    <message>
        <source>Last burst</source>
        <translation>Letzter Durchgang</translation>
    </message>
    <message>
        <source>What the last burst held</source>
        <translation>Was der letzte Durchgang enthielt</translation>
    </message>
    <message>
        <source>Until the next burst</source>
        <translation>Bis zum nächsten Durchgang</translation>
    </message>
    <message>
        <source>not listening</source>
        <translation>hört nicht zu</translation>
    </message>
    <message>
        <source>not heard yet</source>
        <translation>noch nicht gehört</translation>
    </message>
    <message>
        <source>next within %1</source>
        <translation>nächster binnen %1</translation>
    </message>
    <message>
        <source>overdue by %1</source>
        <translation>überfällig seit %1</translation>
    </message>
</context>
<context>
    <name>mesh44::GatewaySelector</name>
    <message>
        <source>Choose the gateway to look at</source>
        <translation>Das Gateway wählen, das gezeigt wird</translation>
    </message>
    <message>
        <source>Subnets and host</source>
        <translation>Subnetze und Rechner</translation>
    </message>
    <message>
        <source>Say which computer: user@host.</source>
        <translation>Geben Sie an, welcher Computer: benutzer@rechner.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no host: expected user@host.</source>
        <translation>„%1“ ist kein Rechner: erwartet wird benutzer@rechner.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no host: expected user@host, without blanks, commas and signs.</source>
        <translation>„%1“ ist kein Rechner: erwartet wird benutzer@rechner, ohne Leerzeichen, Kommas und Sonderzeichen.</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Gateway: %1, %2</source>
        <translation>Gateway: %1, %2</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Another computer…</source>
        <translation>Anderer Computer…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
</context>
<context>
    <name>mesh44::HistoryPage</name>
    <message>
        <source>Show in Peers</source>
        <translation>Bei den Gegenstellen zeigen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Filter: prefix, address, who, what …</source>
        <translation>Filter: Präfix, Adresse, wer, was …</translation>
    </message>
    <message>
        <source>Filter the events</source>
        <translation>Ereignisse filtern</translation>
    </message>
    <message>
        <source>Words that all must fit. An address finds the prefix it lies in. (Ctrl+F)</source>
        <translation>Wörter, die alle passen müssen. Eine Adresse findet das Präfix, in dem sie liegt. (Strg+F)</translation>
    </message>
    <message>
        <source>Events shown</source>
        <translation>Gezeigte Ereignisse</translation>
    </message>
    <message>
        <source>Newer events came in above; nothing was moved.</source>
        <translation>Darüber sind neuere Ereignisse; nichts wurde verschoben.</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Events: %1</source>
        <translation>Ereignisse: %1</translation>
    </message>
    <message>
        <source>Events: %1 of %2</source>
        <translation>Ereignisse: %1 von %2</translation>
    </message>
    <message>
        <source>↑ %1 newer</source>
        <translation>↑ %1 neuere</translation>
    </message>
    <message>
        <source>Choose an event about a prefix or an endpoint.</source>
        <translation>Wählen Sie ein Ereignis zu einem Präfix oder einem Endpunkt.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>mesh44::HostDialog</name>
    <message>
        <source>A gateway on another computer</source>
        <translation>Ein Gateway auf einem anderen Computer</translation>
    </message>
    <message>
        <source>The gateway is reached over ssh. It must be possible to log in without a question (by a key), and mesh44d must run there.</source>
        <translation>Das Gateway wird über ssh erreicht. Die Anmeldung muss ohne Rückfrage gelingen (mit einem Schlüssel), und mesh44d muss dort laufen.</translation>
    </message>
    <message>
        <source>user@host</source>
        <translation>benutzer@rechner</translation>
    </message>
    <message>
        <source>User and host</source>
        <translation>Benutzer und Rechner</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
</context>
<context>
    <name>mesh44::Inspector</name>
    <message>
        <source>Chosen peer</source>
        <translation>Gewählte Gegenstelle</translation>
    </message>
    <message>
        <source>Choose a peer to see it here.</source>
        <translation>Wählen Sie eine Gegenstelle, um sie hier zu sehen.</translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation>Präfix</translation>
    </message>
    <message>
        <source>State in a sentence</source>
        <translation>Zustand in einem Satz</translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation>Ablehnung</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Tatsachen</translation>
    </message>
    <message>
        <source>Learned by</source>
        <translation>Gelernt durch</translation>
    </message>
    <message>
        <source>First announced</source>
        <translation>Zuerst angekündigt</translation>
    </message>
    <message>
        <source>Last announced</source>
        <translation>Zuletzt angekündigt</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>Zuletzt gehört</translation>
    </message>
    <message>
        <source>Of the endpoint, with all its routes, since the gateway service started</source>
        <translation>Vom Endpunkt mit allen seinen Routen, seit dem Start des Gateway-Dienstes</translation>
    </message>
    <message>
        <source>Routes of this endpoint</source>
        <translation>Routen dieses Endpunkts</translation>
    </message>
    <message>
        <source>List of routes</source>
        <translation>Liste der Routen</translation>
    </message>
    <message>
        <source>Show only these</source>
        <translation>Nur diese zeigen</translation>
    </message>
    <message>
        <source>Filter the table by this endpoint</source>
        <translation>Die Tabelle nach diesem Endpunkt filtern</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>announced</source>
        <translation>angekündigt</translation>
    </message>
    <message>
        <source>not announced</source>
        <translation>nicht angekündigt</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>eingetragen</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>nicht eingetragen</translation>
    </message>
    <message>
        <source>Routes of %1: %2</source>
        <translation>Routen von %1: %2</translation>
    </message>
    <message>
        <source>, switched off (wider routes carry its packets)</source>
        <translation>, ausgeschaltet (weitere Routen tragen seine Pakete)</translation>
    </message>
    <message>
        <source>, switched off</source>
        <translation>, ausgeschaltet</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>%1 on or off</source>
        <translation>%1 ein oder aus</translation>
    </message>
    <message>
        <source>Other ways to switch it off</source>
        <translation>Andere Arten auszuschalten</translation>
    </message>
</context>
<context>
    <name>mesh44::KindChips</name>
    <message>
        <source>Events of the kind: %1</source>
        <translation>Ereignisse der Art: %1</translation>
    </message>
</context>
<context>
    <name>mesh44::ListenStep</name>
    <message>
        <source>No route installed yet</source>
        <translation>Noch keine Route eingetragen</translation>
    </message>
    <message>
        <source>First route installed: %1</source>
        <translation>Erste Route eingetragen: %1</translation>
    </message>
    <message>
        <source>By %1. The gateway is part of the mesh.</source>
        <translation>Über %1. Das Gateway ist Teil des Mesh.</translation>
    </message>
    <message>
        <source>The gateway is up</source>
        <translation>Das Gateway läuft</translation>
    </message>
    <message>
        <source>The gateway is up, and listens</source>
        <translation>Das Gateway läuft und hört zu</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Zuhören</translation>
    </message>
    <message>
        <source>The announcer sends the whole mesh about every five minutes; the first routes come with it. Keep the change if this computer is still reached as it should be: that need not wait for the burst. This window may be closed meanwhile, the gateway stays.</source>
        <translation>Der Ankündiger sendet etwa alle fünf Minuten das ganze Mesh; damit kommen die ersten Routen. Behalten Sie die Änderung, wenn dieser Computer noch so erreichbar ist, wie er soll: das muss nicht auf den Durchgang warten. Dieses Fenster darf inzwischen geschlossen werden, das Gateway bleibt.</translation>
    </message>
    <message>
        <source>&amp;Show it among the peers</source>
        <translation>Unter den Gegenstellen &amp;zeigen</translation>
    </message>
    <message>
        <source>Show the &amp;map</source>
        <translation>Die &amp;Karte zeigen</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>What you want is not in force</source>
        <translation>Was Sie wollen, gilt nicht</translation>
    </message>
    <message>
        <source>It was taken back, or it was not applied yet. Back leads to the review, where it still stands.</source>
        <translation>Es wurde zurückgenommen oder noch nicht angewendet. Zurück führt zur Prüfung, wo es noch steht.</translation>
    </message>
    <message>
        <source>The saved routes were not taken over</source>
        <translation>Die gespeicherten Routen wurden nicht übernommen</translation>
    </message>
</context>
<context>
    <name>mesh44::LookPanel</name>
    <message>
        <source>Less &amp;motion: nothing moves that need not</source>
        <translation>Weniger &amp;Bewegung: nichts bewegt sich, was nicht muss</translation>
    </message>
    <message>
        <source>As the desktop has it</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>&amp;Size of the text:</source>
        <translation>&amp;Schriftgröße:</translation>
    </message>
    <message>
        <source>C&amp;olours:</source>
        <translation>&amp;Farben:</translation>
    </message>
    <message>
        <source>Size of the text in percent</source>
        <translation>Schriftgröße in Prozent</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
</context>
<context>
    <name>mesh44::MainWindow</name>
    <message>
        <source>Mesh44</source>
        <translation>Mesh44</translation>
    </message>
    <message>
        <source>Mesh from the &amp;portal…</source>
        <translation>Mesh vom &amp;Portal…</translation>
    </message>
    <message>
        <source>Fetch the mesh from the portal, and see where it has this gateway</source>
        <translation>Das Mesh vom Portal holen und sehen, wo dieses Gateway dort steht</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>The gateway goes on without the window</source>
        <translation>Das Gateway läuft ohne das Fenster weiter</translation>
    </message>
    <message>
        <source>Mesh44 – %1</source>
        <translation>Mesh44 – %1</translation>
    </message>
    <message>
        <source>Default route</source>
        <translation>Standardroute</translation>
    </message>
    <message>
        <source>Not applied</source>
        <translation>Nicht angewendet</translation>
    </message>
    <message>
        <source>The saved routes were not taken over</source>
        <translation>Die gespeicherten Routen wurden nicht übernommen</translation>
    </message>
    <message>
        <source>Check-up</source>
        <translation>Prüfung</translation>
    </message>
</context>
<context>
    <name>mesh44::MapBar</name>
    <message>
        <source>Geographic</source>
        <translation>Geografisch</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>All spokes</source>
        <translation>Alle Speichen</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Zeigen: %1</translation>
    </message>
    <message>
        <source>A line from this gateway to every peer (Space)</source>
        <translation>Eine Linie von diesem Gateway zu jeder Gegenstelle (Leertaste)</translation>
    </message>
    <message>
        <source>What the shapes mean</source>
        <translation>Was die Formen bedeuten</translation>
    </message>
    <message>
        <source>Nearer (+)</source>
        <translation>Näher (+)</translation>
    </message>
    <message>
        <source>Further (−)</source>
        <translation>Weiter weg (−)</translation>
    </message>
    <message>
        <source>All of it (0)</source>
        <translation>Alles (0)</translation>
    </message>
    <message>
        <source>By the place of the allocation</source>
        <translation>Nach dem Ort der Zuteilung</translation>
    </message>
    <message>
        <source>Rings</source>
        <translation>Ringe</translation>
    </message>
    <message>
        <source>By how long nothing was heard, and by region</source>
        <translation>Danach, wie lange nichts gehört wurde, und nach Region</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>The address space: who holds what</source>
        <translation>Der Adressraum: wer was hat</translation>
    </message>
    <message>
        <source>All routes</source>
        <translation>Alle Routen</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Need attention</source>
        <translation>Zu beachten</translation>
    </message>
    <message>
        <source>Off or remembered</source>
        <translation>Aus oder gemerkt</translation>
    </message>
    <message>
        <source>Drawing (SVG) …</source>
        <translation>Zeichnung (SVG) …</translation>
    </message>
    <message>
        <source>Picture (PNG) …</source>
        <translation>Bild (PNG) …</translation>
    </message>
    <message>
        <source>Data (GeoJSON) …</source>
        <translation>Daten (GeoJSON) …</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>mesh44::MapCanvas</name>
    <message>
        <source>Map of the mesh</source>
        <translation>Karte des Mesh</translation>
    </message>
    <message>
        <source>The outline of the world cannot be read: %1.</source>
        <translation>Der Umriss der Welt ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>%1 (place of the allocation)</source>
        <translation>%1 (Ort der Zuteilung)</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>No routes to show. %1</source>
        <translation>Keine Routen zu zeigen. %1</translation>
    </message>
    <message>
        <source>Routes on the map: %1.</source>
        <translation>Routen auf der Karte: %1.</translation>
    </message>
    <message>
        <source>Routes without a place: %1.</source>
        <translation>Routen ohne Ort: %1.</translation>
    </message>
    <message>
        <source>No route is of the kind that is shown.</source>
        <translation>Keine Route ist von der Art, die gezeigt wird.</translation>
    </message>
</context>
<context>
    <name>mesh44::MapLegend</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Eingetragen</translation>
    </message>
    <message>
        <source>Pinned or imported</source>
        <translation>Festgelegt oder importiert</translation>
    </message>
    <message>
        <source>Not installed, held or stale</source>
        <translation>Nicht eingetragen, zurückgehalten oder veraltet</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>Remembered</source>
        <translation>Gemerkt</translation>
    </message>
    <message>
        <source>This gateway</source>
        <translation>Dieses Gateway</translation>
    </message>
    <message>
        <source>A block&apos;s size is the prefix&apos;s.</source>
        <translation>Die Größe eines Feldes ist die des Präfixes.</translation>
    </message>
    <message>
        <source>Larger: more routes at one point.</source>
        <translation>Größer: mehr Routen an einem Punkt.</translation>
    </message>
</context>
<context>
    <name>mesh44::MapOverlay</name>
    <message>
        <source>This gateway (its subnet has no place)</source>
        <translation>Dieses Gateway (sein Subnetz hat keinen Ort)</translation>
    </message>
</context>
<context>
    <name>mesh44::MapPage</name>
    <message>
        <source>The further out, the longer nothing was heard or announced.</source>
        <translation>Je weiter außen, desto länger wurde nichts gehört oder angekündigt.</translation>
    </message>
    <message>
        <source>Every block is a prefix; near in address is near on the map.</source>
        <translation>Jedes Feld ist ein Präfix; benachbarte Adressen liegen auf der Karte beieinander.</translation>
    </message>
    <message>
        <source>Marks stand where addresses were allocated to, not where stations are.</source>
        <translation>Die Zeichen stehen dort, wohin Adressen zugeteilt wurden, nicht wo Stationen sind.</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Routes whose allocation has no place that is known</source>
        <translation>Routen, deren Zuteilung keinen bekannten Ort hat</translation>
    </message>
    <message numerus="yes">
        <source>%n without a place</source>
        <translation>
            <numerusform>%n ohne Ort</numerusform>
            <numerusform>%n ohne Ort</numerusform>
        </translation>
    </message>
    <message>
        <source>The map was not exported</source>
        <translation>Die Karte wurde nicht exportiert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Export the map</source>
        <translation>Karte exportieren</translation>
    </message>
    <message>
        <source>Show the peer</source>
        <translation>Gegenstelle zeigen</translation>
    </message>
</context>
<context>
    <name>mesh44::MapSvg</name>
    <message>
        <source>Map of the mesh</source>
        <translation>Karte des Mesh</translation>
    </message>
    <message>
        <source>Places are those of the allocation, not of stations.</source>
        <translation>Orte sind die der Zuteilung, nicht die von Stationen.</translation>
    </message>
</context>
<context>
    <name>mesh44::MasterSwitch</name>
    <message>
        <source>Gateway on or off</source>
        <translation>Gateway ein oder aus</translation>
    </message>
    <message>
        <source>Switching on…</source>
        <translation>Wird eingeschaltet…</translation>
    </message>
    <message>
        <source>Switching off…</source>
        <translation>Wird ausgeschaltet…</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Switch the gateway off</source>
        <translation>Gateway ausschalten</translation>
    </message>
    <message>
        <source>Switch the gateway on</source>
        <translation>Gateway einschalten</translation>
    </message>
    <message>
        <source> (asks for an administrator&apos;s password)</source>
        <translation> (fragt nach dem Passwort eines Verwalters)</translation>
    </message>
    <message>
        <source>The system does not let you switch things from here.</source>
        <translation>Das System lässt Sie von hier aus nichts schalten.</translation>
    </message>
</context>
<context>
    <name>mesh44::NoticeView</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
</context>
<context>
    <name>mesh44::Notifier</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>mesh44::OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>The system does not let you decide this from here.</source>
        <translation>Das System lässt Sie das von hier aus nicht entscheiden.</translation>
    </message>
</context>
<context>
    <name>mesh44::PasswordDialog</name>
    <message>
        <source>Password:</source>
        <translation>Passwort:</translation>
    </message>
    <message>
        <source>Authentication is needed</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message>
        <source>Who authenticates</source>
        <translation>Wer sich anmeldet</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Authenticate</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>As:</source>
        <translation>Als:</translation>
    </message>
</context>
<context>
    <name>mesh44::PeerActions</name>
    <message>
        <source>There is no gateway service to ask.</source>
        <translation>Es gibt keinen Gateway-Dienst, den man fragen könnte.</translation>
    </message>
    <message>
        <source>The gateway service speaks another version than this window.</source>
        <translation>Der Gateway-Dienst spricht eine andere Version als dieses Fenster.</translation>
    </message>
    <message>
        <source>The system does not let you switch things from here.</source>
        <translation>Das System lässt Sie von hier aus nichts schalten.</translation>
    </message>
    <message>
        <source>Switch endpoint off</source>
        <translation>Endpunkt ausschalten</translation>
    </message>
    <message>
        <source>Switch prefix off</source>
        <translation>Präfix ausschalten</translation>
    </message>
    <message>
        <source>Switch endpoint off, let wider routes carry its packets</source>
        <translation>Endpunkt ausschalten, weitere Routen seine Pakete tragen lassen</translation>
    </message>
    <message>
        <source>Switch prefix off, let wider routes carry its packets</source>
        <translation>Präfix ausschalten, weitere Routen seine Pakete tragen lassen</translation>
    </message>
    <message>
        <source>Switching endpoint…</source>
        <translation>Endpunkt wird geschaltet…</translation>
    </message>
    <message>
        <source>Switch endpoint on</source>
        <translation>Endpunkt einschalten</translation>
    </message>
    <message>
        <source>Use all routes of %1 again</source>
        <translation>Alle Routen von %1 wieder benutzen</translation>
    </message>
    <message>
        <source>Drop the packets of all routes of %1</source>
        <translation>Die Pakete aller Routen von %1 verwerfen</translation>
    </message>
    <message>
        <source>Switching prefix…</source>
        <translation>Präfix wird geschaltet…</translation>
    </message>
    <message>
        <source>Switch prefix on</source>
        <translation>Präfix einschalten</translation>
    </message>
    <message>
        <source>Its endpoint is switched off as a whole.</source>
        <translation>Sein Endpunkt ist als Ganzes ausgeschaltet.</translation>
    </message>
    <message>
        <source>Use the route to %1 again</source>
        <translation>Die Route zu %1 wieder benutzen</translation>
    </message>
    <message>
        <source>Drop the packets to %1</source>
        <translation>Die Pakete zu %1 verwerfen</translation>
    </message>
</context>
<context>
    <name>mesh44::PeerRateButton</name>
    <message>
        <source>%1, %2: in %3, out %4</source>
        <translation>%1, %2: empfangen %3, gesendet %4</translation>
    </message>
    <message>
        <source>Show the routes of %1 among the peers</source>
        <translation>Die Routen von %1 unter den Gegenstellen zeigen</translation>
    </message>
    <message>
        <source>in %1, out %2</source>
        <translation>empfangen %1, gesendet %2</translation>
    </message>
</context>
<context>
    <name>mesh44::PeerSplit</name>
    <message>
        <source>Peer</source>
        <translation>Gegenstelle</translation>
    </message>
    <message>
        <source>Close the peer&apos;s panel</source>
        <translation>Feld der Gegenstelle schließen</translation>
    </message>
    <message>
        <source>Close (F9)</source>
        <translation>Schließen (F9)</translation>
    </message>
</context>
<context>
    <name>mesh44::PeersGroups</name>
    <message>
        <source>No region known</source>
        <translation>Keine Region bekannt</translation>
    </message>
    <message numerus="yes">
        <source>%1  (%n route(s))</source>
        <translation>
            <numerusform>%1  (%n Route)</numerusform>
            <numerusform>%1  (%n Routen)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::PeersModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation>Präfix</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Announced</source>
        <translation>Angekündigt</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Eingetragen</translation>
    </message>
    <message>
        <source>Last announced</source>
        <translation>Zuletzt angekündigt</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>%1 was allocated to %2. Nobody says that the station is there.</source>
        <translation>%1 wurde an %2 zugeteilt. Niemand sagt, dass die Station dort ist.</translation>
    </message>
    <message>
        <source>No region is known for this prefix.</source>
        <translation>Zu diesem Präfix ist keine Region bekannt.</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Gehört</translation>
    </message>
    <message>
        <source>No packet came from this endpoint since the gateway service started.</source>
        <translation>Von diesem Endpunkt kam kein Paket, seit der Gateway-Dienst läuft.</translation>
    </message>
</context>
<context>
    <name>mesh44::PeersPage</name>
    <message>
        <source>No peer fits the filter.</source>
        <translation>Keine Gegenstelle passt zum Filter.</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Gegenstellen</translation>
    </message>
    <message>
        <source>Filter: prefix, address, region, state …</source>
        <translation>Filter: Präfix, Adresse, Region, Zustand …</translation>
    </message>
    <message>
        <source>Filter the peers</source>
        <translation>Gegenstellen filtern</translation>
    </message>
    <message>
        <source>Words that all must fit. An address finds the prefix it lies in. (Ctrl+F)</source>
        <translation>Wörter, die alle passen müssen. Eine Adresse findet das Präfix, in dem sie liegt. (Strg+F)</translation>
    </message>
    <message>
        <source>Peers shown</source>
        <translation>Gezeigte Gegenstellen</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>No peers</source>
        <translation>Keine Gegenstellen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Export the routes that are shown</source>
        <translation>Die gezeigten Routen exportieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ist nicht zu schreiben: %2</translation>
    </message>
    <message>
        <source>Which peers are shown</source>
        <translation>Welche Gegenstellen gezeigt werden</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Gehört</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>Anzusehen</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>In groups</source>
        <translation>In Gruppen</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>Keine Gruppen</translation>
    </message>
    <message>
        <source>By region</source>
        <translation>Nach Region</translation>
    </message>
    <message>
        <source>By endpoint</source>
        <translation>Nach Endpunkt</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Columns, copying, export</source>
        <translation>Spalten, Kopieren, Exportieren</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Copy the chosen rows</source>
        <translation>Die gewählten Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy them as commands</source>
        <translation>Sie als Befehle kopieren</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>Als CSV exportieren…</translation>
    </message>
    <message>
        <source>Export as JSON…</source>
        <translation>Als JSON exportieren…</translation>
    </message>
    <message>
        <source>Export as encap.txt…</source>
        <translation>Als encap.txt exportieren…</translation>
    </message>
    <message>
        <source>Export as commands…</source>
        <translation>Als Befehle exportieren…</translation>
    </message>
    <message numerus="yes">
        <source>%n route(s)</source>
        <translation>
            <numerusform>%n Route</numerusform>
            <numerusform>%n Routen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n route(s)</source>
        <translation>
            <numerusform>%1 von %n Route</numerusform>
            <numerusform>%1 von %n Routen</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy as commands</source>
        <translation>Als Befehle kopieren</translation>
    </message>
    <message>
        <source>Show the peer</source>
        <translation>Gegenstelle zeigen</translation>
    </message>
</context>
<context>
    <name>mesh44::PeersTable</name>
    <message>
        <source>Peers</source>
        <translation>Gegenstellen</translation>
    </message>
    <message>
        <source>As they were</source>
        <translation>Wie sie waren</translation>
    </message>
</context>
<context>
    <name>mesh44::PlaceStep</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>its saved routes, until the first burst</source>
        <translation>seine gespeicherten Routen, bis zum ersten Durchgang</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Hinweis: %1</translation>
    </message>
    <message>
        <source>What is there</source>
        <translation>Was schon da ist</translation>
    </message>
    <message>
        <source>Seven steps make this computer a gateway of the 44Net mesh. Nothing is changed before the sixth, and that is taken back by itself if you do not confirm it.</source>
        <translation>Sieben Schritte machen diesen Computer zu einem Gateway des 44Net-Mesh. Vor dem sechsten wird nichts geändert, und der nimmt sich von selbst zurück, wenn Sie ihn nicht bestätigen.</translation>
    </message>
    <message>
        <source>&amp;Take it over</source>
        <translation>&amp;Übernehmen</translation>
    </message>
    <message>
        <source>Nothing was found that is in the way</source>
        <translation>Nichts gefunden, was im Weg wäre</translation>
    </message>
    <message>
        <source>%1 is set up on this computer</source>
        <translation>%1 ist auf diesem Computer eingerichtet</translation>
    </message>
    <message>
        <source>Take the set-up of %1 over</source>
        <translation>Die Einrichtung von %1 übernehmen</translation>
    </message>
    <message>
        <source>The gateway does not answer now.</source>
        <translation>Das Gateway antwortet jetzt nicht.</translation>
    </message>
    <message>
        <source>The gateway speaks another version: it can be looked at, and not set up.</source>
        <translation>Das Gateway spricht eine andere Version: man kann es ansehen, nicht einrichten.</translation>
    </message>
    <message>
        <source>The system does not let you change the configuration from here.</source>
        <translation>Das System lässt Sie die Konfiguration von hier aus nicht ändern.</translation>
    </message>
    <message>
        <source>Asking the gateway for its settings.</source>
        <translation>Das Gateway wird nach seinen Einstellungen gefragt.</translation>
    </message>
</context>
<context>
    <name>mesh44::PolkitAgent</name>
    <message>
        <source>Somebody is being asked already.</source>
        <translation>Es wird schon jemand gefragt.</translation>
    </message>
    <message>
        <source>The prompt was dismissed.</source>
        <translation>Die Abfrage wurde abgebrochen.</translation>
    </message>
    <message>
        <source>That was not right. Please try again.</source>
        <translation>Das stimmte nicht. Bitte noch einmal.</translation>
    </message>
    <message>
        <source>The authentication failed.</source>
        <translation>Die Anmeldung ist gescheitert.</translation>
    </message>
    <message>
        <source>The request was withdrawn.</source>
        <translation>Die Anfrage wurde zurückgezogen.</translation>
    </message>
</context>
<context>
    <name>mesh44::PortalDialog</name>
    <message>
        <source>&amp;Keep it in the desktop&apos;s keyring</source>
        <translation>Im &amp;Schlüsselbund des Desktops behalten</translation>
    </message>
    <message>
        <source>&amp;Fetch</source>
        <translation>&amp;Holen</translation>
    </message>
    <message>
        <source>&amp;Give to the gateway</source>
        <translation>Dem &amp;Gateway geben</translation>
    </message>
    <message>
        <source>Fetch from the portal</source>
        <translation>Vom Portal holen</translation>
    </message>
    <message>
        <source>Address of the list</source>
        <translation>Adresse der Liste</translation>
    </message>
    <message>
        <source>from your profile page at the portal</source>
        <translation>von Ihrer Profilseite im Portal</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>The portal knows the whole mesh, and where it has your gateway. The routes fill the time until the first announcement; announced ones go before them.</source>
        <translation>Das Portal kennt das ganze Mesh und weiß, wo darin Ihr Gateway steht. Die Routen füllen die Zeit bis zur ersten Ankündigung; angekündigte gehen ihnen vor.</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>&amp;Adresse:</translation>
    </message>
    <message>
        <source>&amp;Token:</source>
        <translation>&amp;Token:</translation>
    </message>
    <message>
        <source>The token is not kept, and is asked for each time: %1</source>
        <translation>Das Token wird nicht behalten und jedes Mal erfragt: %1</translation>
    </message>
    <message>
        <source>Fetched %1; the portal asks for once an hour at most. Fetch &amp;all the same</source>
        <translation>%1 geholt; das Portal bittet um höchstens einmal in der Stunde. Tro&amp;tzdem holen</translation>
    </message>
    <message>
        <source>The portal has nothing new since the last time. </source>
        <translation>Das Portal hat seit dem letzten Mal nichts Neues. </translation>
    </message>
    <message>
        <source>Routes at the portal: %1.</source>
        <translation>Routen im Portal: %1.</translation>
    </message>
    <message>
        <source> Serial %1.</source>
        <translation> Seriennummer %1.</translation>
    </message>
    <message>
        <source> Not readable: %1.</source>
        <translation> Nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>Routes new to the mesh: %1.</source>
        <translation>Für das Mesh neue Routen: %1.</translation>
    </message>
    <message>
        <source> Not taken: %1, your own among them.</source>
        <translation> Nicht angenommen: %1, darunter Ihre eigenen.</translation>
    </message>
</context>
<context>
    <name>mesh44::PortalFetcher</name>
    <message>
        <source>This is no address such as https://portal.ampr.org/api/v2/encap/routes.</source>
        <translation>Das ist keine Adresse wie https://portal.ampr.org/api/v2/encap/routes.</translation>
    </message>
    <message>
        <source>Only https:// is permitted: the token must not be read on the way.</source>
        <translation>Nur https:// ist erlaubt: das Token darf unterwegs nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The address must not hold a name or a password; the token has a field of its own.</source>
        <translation>Die Adresse darf weder Namen noch Passwort enthalten; für das Token gibt es ein eigenes Feld.</translation>
    </message>
    <message>
        <source>The answer of %1 is larger than 4 MiB; it was not taken.</source>
        <translation>Die Antwort von %1 ist größer als 4 MiB; sie wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not accepted, and the token was not sent: %2</source>
        <translation>Das Zertifikat von %1 wird nicht anerkannt, und das Token wurde nicht gesendet: %2</translation>
    </message>
    <message>
        <source>The portal does not accept this token. It stands on your profile page there.</source>
        <translation>Das Portal erkennt dieses Token nicht an. Es steht dort auf Ihrer Profilseite.</translation>
    </message>
    <message>
        <source>There is no host %1, or no name server answers.</source>
        <translation>Es gibt keinen Rechner %1, oder kein Nameserver antwortet.</translation>
    </message>
    <message>
        <source>%1 refuses the connection.</source>
        <translation>%1 lehnt die Verbindung ab.</translation>
    </message>
    <message>
        <source>%1 did not answer within 30 seconds.</source>
        <translation>%1 hat binnen 30 Sekunden nicht geantwortet.</translation>
    </message>
    <message>
        <source>No secure connection to %1 came to be.</source>
        <translation>Eine sichere Verbindung zu %1 kam nicht zustande.</translation>
    </message>
    <message>
        <source>%1 sends us to another place, where the token must not go.</source>
        <translation>%1 schickt uns an einen anderen Ort, wohin das Token nicht darf.</translation>
    </message>
    <message>
        <source>%1 has nothing at this address.</source>
        <translation>%1 hat unter dieser Adresse nichts.</translation>
    </message>
    <message>
        <source>The portal asks to be left alone for a while (429).</source>
        <translation>Das Portal bittet, es eine Weile in Ruhe zu lassen (429).</translation>
    </message>
    <message>
        <source>%1 answers with the error %2.</source>
        <translation>%1 antwortet mit dem Fehler %2.</translation>
    </message>
    <message>
        <source>Nothing came from %1: %2</source>
        <translation>Von %1 kam nichts: %2</translation>
    </message>
</context>
<context>
    <name>mesh44::PortalSession</name>
    <message>
        <source>The answer is not the list: %1.</source>
        <translation>Die Antwort ist nicht die Liste: %1.</translation>
    </message>
</context>
<context>
    <name>mesh44::Rail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>mesh44::ReviewDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Review the changes</source>
        <translation>Änderungen prüfen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>mesh44::ReviewPane</name>
    <message>
        <source>in the kernel, in this order</source>
        <translation>im Kernel, in dieser Reihenfolge</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weitere</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>in the firewall</source>
        <translation>in der Firewall</translation>
    </message>
    <message>
        <source>The gateway does not answer now.</source>
        <translation>Das Gateway antwortet jetzt nicht.</translation>
    </message>
    <message>
        <source>The gateway speaks another version: it can be looked at, and not changed.</source>
        <translation>Das Gateway spricht eine andere Version: man kann es ansehen, nicht ändern.</translation>
    </message>
    <message>
        <source>The system does not let you change the configuration from here.</source>
        <translation>Das System lässt Sie die Konfiguration von hier aus nicht ändern.</translation>
    </message>
    <message>
        <source>A change is being taken back. Wait until that is done.</source>
        <translation>Eine Änderung wird gerade zurückgenommen. Warten Sie, bis das getan ist.</translation>
    </message>
    <message>
        <source>A change is on trial: keep it or take it back first.</source>
        <translation>Eine Änderung läuft auf Probe: behalten Sie sie oder nehmen Sie sie erst zurück.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was es bewirkt</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>What changes in the kernel and the firewall</source>
        <translation>Was sich im Kernel und in der Firewall ändert</translation>
    </message>
    <message>
        <source>Asking the gateway what this would change. Nothing is applied.</source>
        <translation>Das Gateway wird gefragt, was das ändern würde. Angewendet wird nichts.</translation>
    </message>
    <message>
        <source>Nothing changes in the kernel or the firewall.</source>
        <translation>Im Kernel und in der Firewall ändert sich nichts.</translation>
    </message>
    <message>
        <source>Nothing is applied yet. Applied, it is on trial for %1 s: unless somebody keeps it, it is taken back by itself.</source>
        <translation>Noch ist nichts angewendet. Angewendet läuft es %1 s auf Probe: wenn niemand es behält, nimmt es sich von selbst zurück.</translation>
    </message>
    <message>
        <source>What it would change in the kernel is not known: %1</source>
        <translation>Was es im Kernel ändern würde, ist nicht bekannt: %1</translation>
    </message>
    <message>
        <source>It can be applied all the same: after %1 s it is taken back, unless somebody keeps it.</source>
        <translation>Anwenden kann man es trotzdem: nach %1 s wird es zurückgenommen, wenn niemand es behält.</translation>
    </message>
    <message>
        <source>Applying. The system may ask for a password.</source>
        <translation>Wird angewendet. Das System fragt vielleicht nach einem Passwort.</translation>
    </message>
    <message>
        <source>Applied, and on trial. Keep it if all is well.</source>
        <translation>Angewendet, auf Probe. Behalten Sie es, wenn alles in Ordnung ist.</translation>
    </message>
    <message>
        <source>Not applied: %1</source>
        <translation>Nicht angewendet: %1</translation>
    </message>
    <message>
        <source>The connection was lost before the answer came.</source>
        <translation>Die Verbindung riss ab, bevor die Antwort kam.</translation>
    </message>
    <message>
        <source>The connection was lost before the answer came: it may have been applied. If it was, it is taken back by itself unless somebody keeps it.</source>
        <translation>Die Verbindung riss ab, bevor die Antwort kam: vielleicht wurde es angewendet. Dann nimmt es sich von selbst zurück, wenn niemand es behält.</translation>
    </message>
    <message>
        <source>There is nothing to change.</source>
        <translation>Es gibt nichts zu ändern.</translation>
    </message>
    <message>
        <source>&amp;Apply for %1 s</source>
        <translation>Für %1 s &amp;anwenden</translation>
    </message>
    <message>
        <source>Asks for a password</source>
        <translation>Fragt nach einem Passwort</translation>
    </message>
</context>
<context>
    <name>mesh44::ReviewStep</name>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Somebody set %1 to %2 meanwhile. Close this, and start again.</source>
        <translation>Inzwischen hat jemand %1 auf %2 gesetzt. Schließen Sie dies und beginnen Sie neu.</translation>
    </message>
</context>
<context>
    <name>mesh44::Rings</name>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>1 d</source>
        <translation>1 d</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>Vereinigte Staaten</translation>
    </message>
    <message>
        <source>Canada</source>
        <translation>Kanada</translation>
    </message>
    <message>
        <source>Latin America</source>
        <translation>Lateinamerika</translation>
    </message>
    <message>
        <source>Europe</source>
        <translation>Europa</translation>
    </message>
    <message>
        <source>Africa</source>
        <translation>Afrika</translation>
    </message>
    <message>
        <source>Asia</source>
        <translation>Asien</translation>
    </message>
    <message>
        <source>Oceania</source>
        <translation>Ozeanien</translation>
    </message>
    <message>
        <source>No place</source>
        <translation>Kein Ort</translation>
    </message>
    <message>
        <source>longer, or never</source>
        <translation>länger oder nie</translation>
    </message>
</context>
<context>
    <name>mesh44::RouterNotes</name>
    <message>
        <source>A router for the home</source>
        <translation>Ein Heimrouter</translation>
    </message>
    <message>
        <source>Forwarding a port does not help: protocol 4 has none. Look for “DMZ host” or “exposed host” and name %1. Not every router passes protocol 4 to it; the meter below tells.</source>
        <translation>Eine Portweiterleitung hilft nicht: Protokoll 4 hat keine Ports. Suchen Sie „DMZ-Host“ oder „Exposed Host“ und tragen Sie %1 ein. Nicht jeder Router lässt Protokoll 4 dorthin durch; die Anzeige unten sagt es.</translation>
    </message>
    <message>
        <source>MikroTik</source>
        <translation>MikroTik</translation>
    </message>
    <message>
        <source>In its terminal; WAN is the name of its interface list to the Internet:</source>
        <translation>In seinem Terminal; WAN ist der Name seiner Schnittstellenliste zum Internet:</translation>
    </message>
    <message>
        <source>OpenWrt</source>
        <translation>OpenWrt</translation>
    </message>
    <message>
        <source>In a shell on it; a redirect without ports, of protocol 4:</source>
        <translation>In einer Shell auf dem Router; eine Umleitung ohne Ports, von Protokoll 4:</translation>
    </message>
    <message>
        <source>Linux with iptables</source>
        <translation>Linux mit iptables</translation>
    </message>
    <message>
        <source>As root on it; WAN is its device to the Internet:</source>
        <translation>Als root auf dem Router; WAN ist sein Gerät zum Internet:</translation>
    </message>
    <message>
        <source>pfSense or OPNsense</source>
        <translation>pfSense oder OPNsense</translation>
    </message>
    <message>
        <source>Its port forwards are for protocols with ports. Use 1:1 NAT from the public address to %1, and on WAN a rule that passes any protocol from the announcer and the other gateways to it.</source>
        <translation>Seine Portweiterleitungen sind für Protokolle mit Ports. Nehmen Sie 1:1-NAT von der öffentlichen Adresse zu %1 und am WAN eine Regel, die jedes Protokoll vom Ankündiger und den anderen Gateways dorthin durchlässt.</translation>
    </message>
    <message>
        <source>A rented server</source>
        <translation>Ein gemieteter Server</translation>
    </message>
    <message>
        <source>The provider&apos;s packet filter (“security group”, “cloud firewall”) has to let protocol 4 in, often called IP-in-IP or IPENCAP; where the list has TCP and UDP only, allow all traffic there and filter here.</source>
        <translation>Das Paketfilter des Anbieters („Security Group“, „Cloud-Firewall“) muss Protokoll 4 hereinlassen, oft IP-in-IP oder IPENCAP genannt; wo die Liste nur TCP und UDP hat, erlauben Sie dort allen Verkehr und filtern Sie hier.</translation>
    </message>
    <message>
        <source>No router</source>
        <translation>Kein Router</translation>
    </message>
    <message>
        <source>Nothing is to be done in front of this computer. Where it has a packet filter of its own, such as ufw or firewalld, that has to let protocol 4 in: step 1 says how if it was found.</source>
        <translation>Vor diesem Computer ist nichts zu tun. Hat er selbst ein Paketfilter wie ufw oder firewalld, muss das Protokoll 4 hereinlassen: wurde es gefunden, sagt Schritt 1, wie.</translation>
    </message>
    <message>
        <source>GATEWAY</source>
        <translation>GATEWAY</translation>
    </message>
</context>
<context>
    <name>mesh44::RoutesCard</name>
    <message>
        <source>Routes</source>
        <translation>Routen</translation>
    </message>
    <message>
        <source>Installed routes</source>
        <translation>Eingetragene Routen</translation>
    </message>
    <message>
        <source>Show them among the peers.</source>
        <translation>Unter den Gegenstellen zeigen.</translation>
    </message>
    <message>
        <source>%1 installed</source>
        <translation>%1 eingetragen</translation>
    </message>
    <message numerus="yes">
        <source>of %n announced</source>
        <translation>
            <numerusform>von %n angekündigten</numerusform>
            <numerusform>von %n angekündigten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>to %n endpoint(s)</source>
        <translation>
            <numerusform>zu %n Endpunkt</numerusform>
            <numerusform>zu %n Endpunkten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mesh44::RoutingStep</name>
    <message>
        <source>The mesh, and the &amp;Internet by the tunnel (recommended)</source>
        <translation>Das Mesh, und das &amp;Internet durch den Tunnel (empfohlen)</translation>
    </message>
    <message>
        <source>Your 44 addresses reach the other gateways directly, and everybody else by the announcer. Right for almost everybody.</source>
        <translation>Ihre 44-Adressen erreichen die anderen Gateways direkt und alle anderen über den Ankündiger. Richtig für fast alle.</translation>
    </message>
    <message>
        <source>The mesh a&amp;lone</source>
        <translation>Das Mesh &amp;allein</translation>
    </message>
    <message>
        <source>Your 44 addresses reach amateur networks, and nothing else.</source>
        <translation>Ihre 44-Adressen erreichen Amateurnetze und sonst nichts.</translation>
    </message>
    <message>
        <source>The mesh by tunnels, the Internet by your &amp;provider</source>
        <translation>Das Mesh durch Tunnel, das Internet über Ihren &amp;Anbieter</translation>
    </message>
    <message>
        <source>What your hosts begin towards the Internet leaves by your provider and with its address; answers to what came by the announcer go back by it.</source>
        <translation>Was Ihre Rechner zum Internet hin beginnen, geht über Ihren Anbieter und mit dessen Adresse hinaus; Antworten auf das, was über den Ankündiger kam, gehen über ihn zurück.</translation>
    </message>
    <message>
        <source>Your provider announces your subnets by &amp;BGP</source>
        <translation>Ihr Anbieter kündigt Ihre Subnetze per &amp;BGP an</translation>
    </message>
    <message>
        <source>Only where that is agreed: packets of your subnets leave by the provider, unencapsulated.</source>
        <translation>Nur wo das vereinbart ist: Pakete Ihrer Subnetze gehen unverkapselt über den Anbieter hinaus.</translation>
    </message>
    <message>
        <source>Routing</source>
        <translation>Routing</translation>
    </message>
    <message>
        <source>Only packets from and to your subnets take these ways. What else this computer does stays as it is.</source>
        <translation>Nur Pakete von Ihren Subnetzen und zu ihnen nehmen diese Wege. Was dieser Computer sonst tut, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>&amp;Advanced: tables, priority, device</source>
        <translation>&amp;Erweitert: Tabellen, Priorität, Gerät</translation>
    </message>
</context>
<context>
    <name>mesh44::Screenshot</name>
    <message>
        <source>The picture cannot be saved as %1.</source>
        <translation>Das Bild ist nicht als %1 zu speichern.</translation>
    </message>
    <message>
        <source>No live table came in time; the picture shows what there was.</source>
        <translation>Es kam nicht rechtzeitig eine aktuelle Tabelle; das Bild zeigt, was da war.</translation>
    </message>
</context>
<context>
    <name>mesh44::Search</name>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message numerus="yes">
        <source>Endpoint, %n route(s)</source>
        <translation>
            <numerusform>Endpunkt, %n Route</numerusform>
            <numerusform>Endpunkt, %n Routen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Region, %n route(s)</source>
        <translation>
            <numerusform>Region, %n Route</numerusform>
            <numerusform>Region, %n Routen</numerusform>
        </translation>
    </message>
    <message>
        <source>Event, %1</source>
        <translation>Ereignis, %1</translation>
    </message>
</context>
<context>
    <name>mesh44::SearchBox</name>
    <message>
        <source>Search (Ctrl+K)</source>
        <translation>Suchen (Strg+K)</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>A prefix, an address, a region, a page, a setting, an event. (Ctrl+K)</source>
        <translation>Ein Präfix, eine Adresse, eine Region, eine Seite, eine Einstellung, ein Ereignis. (Strg+K)</translation>
    </message>
    <message>
        <source>Results of the search</source>
        <translation>Ergebnisse der Suche</translation>
    </message>
</context>
<context>
    <name>mesh44::SearchFold</name>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
</context>
<context>
    <name>mesh44::SettingEditor</name>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
</context>
<context>
    <name>mesh44::SettingRow</name>
    <message>
        <source>Keep mine</source>
        <translation>Meinen behalten</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Anderen nehmen</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Was %1. Back to what the files in /etc/mesh44 say, else to the default: %2.</source>
        <translation>War %1. Zurück zu dem, was die Dateien in /etc/mesh44 sagen, sonst zur Vorgabe: %2.</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>Vorgabe: %1</translation>
    </message>
    <message>
        <source>was empty</source>
        <translation>war leer</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>war %1</translation>
    </message>
    <message>
        <source>Your change is written to /var/lib/mesh44/conf.d and wins over that file.</source>
        <translation>Ihre Änderung wird nach /var/lib/mesh44/conf.d geschrieben und geht dieser Datei vor.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Lassen, wie es ist</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>Undo the change of %1</source>
        <translation>Die Änderung von %1 rückgängig machen</translation>
    </message>
    <message>
        <source>Reset %1 to its default</source>
        <translation>%1 auf die Vorgabe zurücksetzen</translation>
    </message>
    <message>
        <source>Meanwhile somebody set it to %1.</source>
        <translation>Inzwischen hat jemand den Wert auf %1 gesetzt.</translation>
    </message>
</context>
<context>
    <name>mesh44::SettingWords</name>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Tunnel</source>
        <translation>Tunnel</translation>
    </message>
    <message>
        <source>Announcements (RIP44)</source>
        <translation>Ankündigungen (RIP44)</translation>
    </message>
    <message>
        <source>Routing</source>
        <translation>Routing</translation>
    </message>
    <message>
        <source>Firewall</source>
        <translation>Firewall</translation>
    </message>
    <message>
        <source>Forward to routers</source>
        <translation>Weitergabe an Router</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Callsign</source>
        <translation>Rufzeichen</translation>
    </message>
    <message>
        <source>Who runs this gateway. It is shown and exported, never sent.</source>
        <translation>Wer dieses Gateway betreibt. Es wird gezeigt und exportiert, nie gesendet.</translation>
    </message>
    <message>
        <source>Subnets</source>
        <translation>Subnetze</translation>
    </message>
    <message>
        <source>Your networks in 44, as the portal has them. What is in them is never sent away unencapsulated.</source>
        <translation>Ihre Netze in 44, wie das Portal sie hat. Was in ihnen ist, wird nie unverkapselt fortgeschickt.</translation>
    </message>
    <message>
        <source>Address in the mesh</source>
        <translation>Adresse im Mesh</translation>
    </message>
    <message>
        <source>The gateway&apos;s own address, which its tunnel carries. Automatic: the first of the first subnet.</source>
        <translation>Die eigene Adresse des Gateways, die sein Tunnel trägt. Automatisch: die erste des ersten Subnetzes.</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Betriebsart</translation>
    </message>
    <message>
        <source>Where packets of your subnets go that are not for the mesh. Other traffic of this computer stays as it is.</source>
        <translation>Wohin Pakete Ihrer Subnetze gehen, die nicht für das Mesh sind. Anderer Verkehr dieses Computers bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Address on the Internet</source>
        <translation>Adresse im Internet</translation>
    </message>
    <message>
        <source>Where other gateways reach this one: the address or DNS name in the portal. Automatic: learned from the announcements.</source>
        <translation>Wo andere Gateways dieses erreichen: die Adresse oder der DNS-Name im Portal. Automatisch: aus den Ankündigungen gelernt.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>The network device of the tunnel. Give it a name of its own where somebody else uses tunl0.</source>
        <translation>Das Netzgerät des Tunnels. Geben Sie ihm einen eigenen Namen, wo jemand anders tunl0 benutzt.</translation>
    </message>
    <message>
        <source>Who carries packets</source>
        <translation>Wer die Pakete trägt</translation>
    </message>
    <message>
        <source>The kernel is quicker; the service carries packets itself where the kernel has no IP-in-IP tunnels.</source>
        <translation>Der Kernel ist schneller; wo er keine IP-in-IP-Tunnel hat, trägt der Dienst die Pakete selbst.</translation>
    </message>
    <message>
        <source>Announcer</source>
        <translation>Ankündiger</translation>
    </message>
    <message>
        <source>The only sender whose announcements count, and the way to the Internet for your subnets.</source>
        <translation>Der einzige Absender, dessen Ankündigungen gelten, und für Ihre Subnetze der Weg zum Internet.</translation>
    </message>
    <message>
        <source>Password of announcements</source>
        <translation>Passwort der Ankündigungen</translation>
    </message>
    <message>
        <source>The same for everybody, and public: it keeps mistakes away, not attackers.</source>
        <translation>Für alle dasselbe und öffentlich: es hält Irrtümer fern, keine Angreifer.</translation>
    </message>
    <message>
        <source>Most routes</source>
        <translation>Meiste Routen</translation>
    </message>
    <message>
        <source>More announced routes than this are not taken, and it is said.</source>
        <translation>Mehr angekündigte Routen als diese werden nicht angenommen, und es wird gesagt.</translation>
    </message>
    <message>
        <source>Imported routes</source>
        <translation>Importierte Routen</translation>
    </message>
    <message>
        <source>Which counts where a prefix is both imported and announced.</source>
        <translation>Welche gilt, wenn ein Präfix importiert und angekündigt ist.</translation>
    </message>
    <message>
        <source>Table of the mesh</source>
        <translation>Tabelle des Mesh</translation>
    </message>
    <message>
        <source>The kernel&apos;s routing table for mesh routes. It must be nobody else&apos;s.</source>
        <translation>Die Routingtabelle des Kernels für Mesh-Routen. Sie darf niemand anderem gehören.</translation>
    </message>
    <message>
        <source>Table of your own traffic</source>
        <translation>Tabelle des eigenen Verkehrs</translation>
    </message>
    <message>
        <source>The routing table for packets that come from your subnets. It must be nobody else&apos;s.</source>
        <translation>Die Routingtabelle für Pakete, die aus Ihren Subnetzen kommen. Sie darf niemand anderem gehören.</translation>
    </message>
    <message>
        <source>Priority of our rules</source>
        <translation>Priorität unserer Regeln</translation>
    </message>
    <message>
        <source>The number of the first of our policy rules; the others follow it. A lower one is asked earlier.</source>
        <translation>Die Nummer der ersten unserer Regeln; die anderen folgen ihr. Eine kleinere wird früher gefragt.</translation>
    </message>
    <message>
        <source>Local networks</source>
        <translation>Örtliche Netze</translation>
    </message>
    <message>
        <source>What your subnets reach directly and not by the tunnel. Automatic: what is connected, but for the way to the Internet.</source>
        <translation>Was Ihre Subnetze direkt und nicht durch den Tunnel erreichen. Automatisch: was angeschlossen ist, außer dem Weg zum Internet.</translation>
    </message>
    <message>
        <source>Private clients</source>
        <translation>Private Nutzer</translation>
    </message>
    <message>
        <source>Private networks whose hosts may reach the mesh under the gateway&apos;s own address.</source>
        <translation>Private Netze, deren Rechner das Mesh unter der Adresse des Gateways erreichen dürfen.</translation>
    </message>
    <message>
        <source>Anybody in the mesh can send to your hosts: what is let in is said below.</source>
        <translation>Jeder im Mesh kann an Ihre Rechner senden: was hereingelassen wird, steht unten.</translation>
    </message>
    <message>
        <source>Let in from the mesh</source>
        <translation>Aus dem Mesh hereinlassen</translation>
    </message>
    <message>
        <source>Services of your hosts that the mesh may open, such as icmp tcp/22 or 44.128.10.9:tcp/80. Answers always come in.</source>
        <translation>Dienste Ihrer Rechner, die das Mesh öffnen darf, etwa icmp tcp/22 oder 44.128.10.9:tcp/80. Antworten kommen immer herein.</translation>
    </message>
    <message>
        <source>Tell the routers</source>
        <translation>Router unterrichten</translation>
    </message>
    <message>
        <source>Whether routers on your network are told of the mesh, and in which language.</source>
        <translation>Ob den Routern in Ihrem Netz vom Mesh berichtet wird, und in welcher Sprache.</translation>
    </message>
    <message>
        <source>Interface to the routers</source>
        <translation>Schnittstelle zu den Routern</translation>
    </message>
    <message>
        <source>The network device that leads to them.</source>
        <translation>Das Netzgerät, das zu ihnen führt.</translation>
    </message>
    <message>
        <source>Which router</source>
        <translation>Welcher Router</translation>
    </message>
    <message>
        <source>Automatic: all routers there (224.0.0.9).</source>
        <translation>Automatisch: alle Router dort (224.0.0.9).</translation>
    </message>
    <message>
        <source>Bring the gateway up at start</source>
        <translation>Das Gateway beim Start hochfahren</translation>
    </message>
    <message>
        <source>When this computer, or the service, starts.</source>
        <translation>Wenn dieser Computer oder der Dienst startet.</translation>
    </message>
    <message>
        <source>Lockdown</source>
        <translation>Abriegelung</translation>
    </message>
    <message>
        <source>Nothing of your subnets leaves this computer from early at boot, and after the service stops.</source>
        <translation>Nichts aus Ihren Subnetzen verlässt diesen Computer vom frühen Start an und nachdem der Dienst endet.</translation>
    </message>
    <message>
        <source>the mesh, and the Internet by the tunnel</source>
        <translation>das Mesh, und das Internet durch den Tunnel</translation>
    </message>
    <message>
        <source>the mesh alone</source>
        <translation>das Mesh allein</translation>
    </message>
    <message>
        <source>your provider announces the subnets</source>
        <translation>Ihr Anbieter kündigt die Subnetze an</translation>
    </message>
    <message>
        <source>the mesh, and the Internet by your provider</source>
        <translation>das Mesh, und das Internet über Ihren Anbieter</translation>
    </message>
    <message>
        <source>the kernel where it can</source>
        <translation>der Kernel, wo er kann</translation>
    </message>
    <message>
        <source>the kernel only</source>
        <translation>nur der Kernel</translation>
    </message>
    <message>
        <source>the service itself</source>
        <translation>der Dienst selbst</translation>
    </message>
    <message>
        <source>the announced one counts</source>
        <translation>die angekündigte gilt</translation>
    </message>
    <message>
        <source>the imported one counts</source>
        <translation>die importierte gilt</translation>
    </message>
    <message>
        <source>everything is let in</source>
        <translation>alles wird hereingelassen</translation>
    </message>
    <message>
        <source>only counts what it would drop</source>
        <translation>zählt nur, was sie verwerfen würde</translation>
    </message>
    <message>
        <source>drops what is not let in</source>
        <translation>verwirft, was nicht hereingelassen wird</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>plain RIP version 2</source>
        <translation>schlichtes RIP Version 2</translation>
    </message>
    <message>
        <source>the announcer&apos;s packets as they are</source>
        <translation>die Pakete des Ankündigers, wie sie sind</translation>
    </message>
</context>
<context>
    <name>mesh44::SettingsDraft</name>
    <message>
        <source>An empty value leaves it as it is: %1.</source>
        <translation>Ein leerer Wert lässt es, wie es ist: %1.</translation>
    </message>
    <message>
        <source>An empty value leaves it as %1 has it.</source>
        <translation>Ein leerer Wert lässt es, wie %1 es hat.</translation>
    </message>
    <message>
        <source>%1. Permitted: %2.</source>
        <translation>%1. Erlaubt: %2.</translation>
    </message>
</context>
<context>
    <name>mesh44::SettingsPage</name>
    <message>
        <source>&amp;Step by step…</source>
        <translation>&amp;Schritt für Schritt…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Filter the settings</source>
        <translation>Einstellungen filtern</translation>
    </message>
    <message>
        <source>Words that all must be found in a setting (Ctrl+F)</source>
        <translation>Wörter, die alle in einer Einstellung vorkommen müssen (Strg+F)</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Set the gateway up in seven steps</source>
        <translation>Das Gateway in sieben Schritten einrichten</translation>
    </message>
    <message>
        <source>The settings can only be looked at</source>
        <translation>Die Einstellungen kann man nur ansehen</translation>
    </message>
    <message>
        <source>Asking the gateway for its settings</source>
        <translation>Das Gateway wird nach seinen Einstellungen gefragt</translation>
    </message>
</context>
<context>
    <name>mesh44::SettingsView</name>
    <message>
        <source>No setting fits the filter.</source>
        <translation>Keine Einstellung passt zum Filter.</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Look of this window</source>
        <translation>Aussehen dieses Fensters</translation>
    </message>
    <message>
        <source>look window size text colours theme light dark motion</source>
        <translation>aussehen fenster größe text farben farbschema hell dunkel bewegung</translation>
    </message>
</context>
<context>
    <name>mesh44::SetupWizard</name>
    <message>
        <source>I know what I do</source>
        <translation>Ich weiß, was ich tue</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Set up the gateway</source>
        <translation>Das Gateway einrichten</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>All settings on one page</source>
        <translation>Alle Einstellungen auf einer Seite</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>mesh44::Situation</name>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
    <message>
        <source>Gone since %1 (%2). The list below is its last word; the gateway&apos;s kernel may still forward.</source>
        <translation>Weg seit %1 (%2). Die Liste unten ist das Letzte, was bekannt war; der Kernel des Gateways leitet vielleicht noch weiter.</translation>
    </message>
    <message>
        <source>Asking the gateway on %1 for its state.</source>
        <translation>Das Gateway auf %1 wird nach seinem Zustand gefragt.</translation>
    </message>
    <message>
        <source>Connecting again</source>
        <translation>Wird erneut verbunden</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Wird verbunden</translation>
    </message>
    <message>
        <source>The gateway service is not running</source>
        <translation>Der Gateway-Dienst läuft nicht</translation>
    </message>
    <message>
        <source>mesh44d does not answer on the system bus of %1. Start it, and this window fills by itself.</source>
        <translation>mesh44d antwortet nicht auf dem Systembus von %1. Starten Sie ihn, und dieses Fenster füllt sich von selbst.</translation>
    </message>
    <message>
        <source>The service vanished %1.</source>
        <translation>Der Dienst verschwand %1.</translation>
    </message>
    <message>
        <source>mesh44d does not run on %1.</source>
        <translation>mesh44d läuft nicht auf %1.</translation>
    </message>
    <message>
        <source>No gateway service</source>
        <translation>Kein Gateway-Dienst</translation>
    </message>
    <message>
        <source>Access refused</source>
        <translation>Zugang verweigert</translation>
    </message>
    <message>
        <source>The system bus of %1 does not let you speak to the gateway service.</source>
        <translation>Der Systembus von %1 lässt Sie nicht mit dem Gateway-Dienst sprechen.</translation>
    </message>
    <message>
        <source>No system bus</source>
        <translation>Kein Systembus</translation>
    </message>
    <message>
        <source>No connection to %1</source>
        <translation>Keine Verbindung zu %1</translation>
    </message>
    <message>
        <source>This computer&apos;s system bus does not answer, so nothing can be asked of the gateway service.</source>
        <translation>Der Systembus dieses Computers antwortet nicht; so ist der Gateway-Dienst nicht zu fragen.</translation>
    </message>
    <message>
        <source>The gateway could not be reached over ssh. It must be possible to log in without a question, and systemd-stdio-bridge must be there.</source>
        <translation>Das Gateway war über ssh nicht zu erreichen. Die Anmeldung muss ohne Rückfrage gelingen, und systemd-stdio-bridge muss vorhanden sein.</translation>
    </message>
    <message>
        <source>Trying again by itself.</source>
        <translation>Es wird von selbst weiter versucht.</translation>
    </message>
    <message>
        <source>The gateway service cannot be understood</source>
        <translation>Der Gateway-Dienst ist nicht zu verstehen</translation>
    </message>
    <message>
        <source>%1 of %2 announced routes installed.</source>
        <translation>%1 von %2 angekündigten Routen eingetragen.</translation>
    </message>
    <message>
        <source>No burst heard yet</source>
        <translation>Noch kein Durchgang gehört</translation>
    </message>
    <message>
        <source>The announcer %1 sends the whole mesh about every five minutes.</source>
        <translation>Der Ankündiger %1 sendet etwa alle fünf Minuten das ganze Mesh.</translation>
    </message>
    <message>
        <source>Does the router pass protocol 4 (not a port) to this gateway, and is its public address the one in the portal?</source>
        <translation>Lässt der Router Protokoll 4 (kein Port) zu diesem Gateway durch, und ist seine öffentliche Adresse die im Portal?</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Table conflict</source>
        <translation>Tabellenkonflikt</translation>
    </message>
    <message>
        <source>Somebody else&apos;s routes are in our table.</source>
        <translation>In unserer Tabelle stehen Routen von jemand anderem.</translation>
    </message>
    <message>
        <source>Nothing was installed, and nothing of theirs was touched. Take the other routes away, or give the gateway a free table (routing.mesh_table, routing.source_table).</source>
        <translation>Nichts wurde eingetragen, und nichts Fremdes wurde angerührt. Entfernen Sie die anderen Routen, oder geben Sie dem Gateway eine freie Tabelle (routing.mesh_table, routing.source_table).</translation>
    </message>
    <message>
        <source>Nothing can carry packets</source>
        <translation>Nichts kann Pakete tragen</translation>
    </message>
    <message>
        <source>The mesh is made of IP-in-IP tunnels: either the kernel has them (ipip), or the service carries the packets itself and needs /dev/net/tun.</source>
        <translation>Das Mesh besteht aus IP-in-IP-Tunneln: entweder hat der Kernel sie (ipip), oder der Dienst trägt die Pakete selbst und braucht /dev/net/tun.</translation>
    </message>
    <message>
        <source>No rights</source>
        <translation>Keine Rechte</translation>
    </message>
    <message>
        <source>The service lacks CAP_NET_ADMIN or CAP_NET_RAW.</source>
        <translation>Dem Dienst fehlt CAP_NET_ADMIN oder CAP_NET_RAW.</translation>
    </message>
    <message>
        <source>Its unit gives it both: start it by that.</source>
        <translation>Seine Unit gibt ihm beide: starten Sie ihn mit ihr.</translation>
    </message>
    <message>
        <source>Misconfigured</source>
        <translation>Falsch konfiguriert</translation>
    </message>
    <message>
        <source>There is no usable configuration.</source>
        <translation>Es gibt keine brauchbare Konfiguration.</translation>
    </message>
    <message>
        <source>The gateway stays down until this is put right:</source>
        <translation>Das Gateway bleibt aus, bis dies richtiggestellt ist:</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Eingeschränkt</translation>
    </message>
    <message>
        <source>Nothing is tunnelled.</source>
        <translation>Nichts wird getunnelt.</translation>
    </message>
    <message>
        <source>The gateway is switched off</source>
        <translation>Das Gateway ist ausgeschaltet</translation>
    </message>
    <message>
        <source>The switch at the top brings it up.</source>
        <translation>Der Schalter oben schaltet es ein.</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>The configuration has problems</source>
        <translation>Die Konfiguration hat Fehler</translation>
    </message>
    <message>
        <source>What is refused is not in force:</source>
        <translation>Was abgelehnt wurde, gilt nicht:</translation>
    </message>
    <message>
        <source>The gateway service speaks another version</source>
        <translation>Der Gateway-Dienst spricht eine andere Version</translation>
    </message>
    <message>
        <source>It is version %1; this window can show it, and not switch it.</source>
        <translation>Er hat Version %1; dieses Fenster kann ihn zeigen, aber nicht schalten.</translation>
    </message>
    <message>
        <source>Start this window anew; if that does not help, install its newer version.</source>
        <translation>Starten Sie dieses Fenster neu; hilft das nicht, installieren Sie seine neuere Version.</translation>
    </message>
    <message>
        <source>Start the service anew; if that does not help, install its newer version.</source>
        <translation>Starten Sie den Dienst neu; hilft das nicht, installieren Sie seine neuere Version.</translation>
    </message>
    <message>
        <source>It is not known when the next burst comes.</source>
        <translation>Wann der nächste Durchgang kommt, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The next burst is expected within %1.</source>
        <translation>Der nächste Durchgang wird binnen %1 erwartet.</translation>
    </message>
    <message>
        <source>The burst is overdue by %1.</source>
        <translation>Der Durchgang ist seit %1 überfällig.</translation>
    </message>
</context>
<context>
    <name>mesh44::SpanBar</name>
    <message>
        <source>24 hours</source>
        <translation>24 Stunden</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>Since the start</source>
        <translation>Seit dem Start</translation>
    </message>
    <message>
        <source>Time line: %1</source>
        <translation>Zeitleiste: %1</translation>
    </message>
    <message>
        <source>Chosen range</source>
        <translation>Gewählter Bereich</translation>
    </message>
    <message>
        <source>Whole span</source>
        <translation>Ganze Spanne</translation>
    </message>
    <message>
        <source>Give up the chosen range</source>
        <translation>Den gewählten Bereich aufgeben</translation>
    </message>
</context>
<context>
    <name>mesh44::SpokenLabel</name>
    <message>
        <source>%1: %2</source>
        <comment>a name and its value, as a screen reader says them</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>mesh44::StackPicker</name>
    <message>
        <source>Routes here: %1</source>
        <translation>Routen hier: %1</translation>
    </message>
</context>
<context>
    <name>mesh44::StateChip</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>mesh44::StatusLine</name>
    <message>
        <source> (incomplete)</source>
        <translation> (unvollständig)</translation>
    </message>
    <message>
        <source> (not yet confirmed)</source>
        <translation> (noch nicht bestätigt)</translation>
    </message>
    <message>
        <source>No burst heard</source>
        <translation>Kein Durchgang gehört</translation>
    </message>
    <message>
        <source>Last burst %1%2</source>
        <translation>Letzter Durchgang %1%2</translation>
    </message>
    <message>
        <source>, next within %1</source>
        <translation>, nächster binnen %1</translation>
    </message>
    <message>
        <source>Last burst</source>
        <translation>Letzter Durchgang</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>Routen</translation>
    </message>
    <message>
        <source>Tunnel device</source>
        <translation>Tunnelgerät</translation>
    </message>
    <message>
        <source>%1 of %2 routes installed</source>
        <translation>%1 von %2 Routen eingetragen</translation>
    </message>
    <message>
        <source>MTU %1</source>
        <translation>MTU %1</translation>
    </message>
</context>
<context>
    <name>mesh44::SubnetsCard</name>
    <message>
        <source>My subnets</source>
        <translation>Meine Subnetze</translation>
    </message>
    <message>
        <source>Callsign</source>
        <translation>Rufzeichen</translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation>Ablehnung</translation>
    </message>
    <message>
        <source>Default route by the announcer</source>
        <translation>Standardroute über den Ankündiger</translation>
    </message>
    <message>
        <source>no callsign</source>
        <translation>kein Rufzeichen</translation>
    </message>
    <message>
        <source>Subnet</source>
        <translation>Subnetz</translation>
    </message>
    <message>
        <source>none is configured</source>
        <translation>keines ist konfiguriert</translation>
    </message>
    <message>
        <source>Internet through the announcer (default route)</source>
        <translation>Internet über den Ankündiger (Standardroute)</translation>
    </message>
    <message>
        <source>The default route is not through the announcer in mode &quot;%1&quot;.</source>
        <translation>In der Betriebsart „%1“ geht die Standardroute nicht über den Ankündiger.</translation>
    </message>
    <message>
        <source>There is no gateway service to ask.</source>
        <translation>Es gibt keinen Gateway-Dienst, den man fragen könnte.</translation>
    </message>
    <message>
        <source>Send what is not for the mesh to the announcer again</source>
        <translation>Was nicht für das Mesh ist, wieder an den Ankündiger senden</translation>
    </message>
    <message>
        <source>Drop what is not for the mesh</source>
        <translation>Verwerfen, was nicht für das Mesh ist</translation>
    </message>
</context>
<context>
    <name>mesh44::TimelineChart</name>
    <message>
        <source>Time line of routes and traffic</source>
        <translation>Zeitleiste von Routen und Verkehr</translation>
    </message>
    <message>
        <source>Left and Right read it, with Shift they choose a range, Escape gives it up.</source>
        <translation>Links und Rechts lesen sie ab, mit der Umschalttaste wählen sie einen Bereich, Escape gibt ihn auf.</translation>
    </message>
    <message>
        <source>nothing recorded yet</source>
        <translation>noch nichts aufgezeichnet</translation>
    </message>
    <message>
        <source>%1: %2 announced, %3 installed, in %4, out %5</source>
        <translation>%1: %2 angekündigt, %3 eingetragen, empfangen %4, gesendet %5</translation>
    </message>
    <message>
        <source>Range: %1 to %2.</source>
        <translation>Bereich: %1 bis %2.</translation>
    </message>
    <message>
        <source>Nothing recorded yet.</source>
        <translation>Noch nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>mesh</source>
        <translation>Mesh</translation>
    </message>
    <message>
        <source>gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>announced</source>
        <translation>angekündigt</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>eingetragen</translation>
    </message>
    <message>
        <source>in</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>out</source>
        <translation>gesendet</translation>
    </message>
</context>
<context>
    <name>mesh44::TopBar</name>
    <message>
        <source>State in a sentence</source>
        <translation>Zustand in einem Satz</translation>
    </message>
    <message>
        <source>Refusal</source>
        <translation>Ablehnung</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>Menü (F10)</translation>
    </message>
    <message>
        <source>There is no gateway service to ask.</source>
        <translation>Es gibt keinen Gateway-Dienst, den man fragen könnte.</translation>
    </message>
</context>
<context>
    <name>mesh44::TopPeersCard</name>
    <message>
        <source>Top peers now</source>
        <translation>Stärkste Gegenstellen</translation>
    </message>
    <message>
        <source>What the announcer carries to and from the Internet</source>
        <translation>Was der Ankündiger vom Internet und zum Internet trägt</translation>
    </message>
    <message>
        <source>Internet: in %1, out %2</source>
        <translation>Internet: empfangen %1, gesendet %2</translation>
    </message>
    <message>
        <source>Nobody just now.</source>
        <translation>Gerade niemand.</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen…</translation>
    </message>
    <message>
        <source>Not known.</source>
        <translation>Nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>mesh44::TrafficCard</name>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>in</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>Traffic in</source>
        <translation>Empfangener Verkehr</translation>
    </message>
    <message>
        <source>out</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>Traffic out</source>
        <translation>Gesendeter Verkehr</translation>
    </message>
    <message>
        <source>last 10 min</source>
        <translation>letzte 10 min</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>wird gemessen…</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>%1, peak %2 in the last 10 min</source>
        <translation>%1, Spitze %2 in den letzten 10 min</translation>
    </message>
</context>
<context>
    <name>mesh44::Tray</name>
    <message>
        <source>&amp;Tunnels</source>
        <translation>&amp;Tunnel</translation>
    </message>
    <message>
        <source>&amp;Open the window</source>
        <translation>Fenster &amp;öffnen</translation>
    </message>
    <message>
        <source>&amp;Quit; the gateway goes on</source>
        <translation>&amp;Beenden; das Gateway läuft weiter</translation>
    </message>
    <message>
        <source>Mesh44: %1</source>
        <translation>Mesh44: %1</translation>
    </message>
</context>
<context>
    <name>mesh44::TunnelCard</name>
    <message>
        <source>kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>userspace</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Tunnel</source>
        <translation>Tunnel</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>MTU</source>
        <translation>MTU</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Underlay</source>
        <translation>Unterbau</translation>
    </message>
    <message>
        <source>External</source>
        <translation>Außen</translation>
    </message>
    <message>
        <source>What carries the packets: the kernel, or the service itself</source>
        <translation>Was die Pakete trägt: der Kernel oder der Dienst selbst</translation>
    </message>
    <message>
        <source>Our own address inside the mesh</source>
        <translation>Unsere eigene Adresse im Mesh</translation>
    </message>
    <message>
        <source>The way to the Internet</source>
        <translation>Der Weg zum Internet</translation>
    </message>
    <message>
        <source>The address by which the mesh reaches this gateway</source>
        <translation>Die Adresse, unter der das Mesh dieses Gateway erreicht</translation>
    </message>
    <message>
        <source>down</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>no way to the Internet</source>
        <translation>kein Weg zum Internet</translation>
    </message>
</context>
<context>
    <name>mesh44::WhoStep</name>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Networks in 44 are allocated at portal.ampr.org, which also has to know this gateway.</source>
        <translation>Netze in 44 werden auf portal.ampr.org zugeteilt, das auch dieses Gateway kennen muss.</translation>
    </message>
    <message>
        <source>A gateway needs at least one subnet.</source>
        <translation>Ein Gateway braucht mindestens ein Subnetz.</translation>
    </message>
</context>
<context>
    <name>mesh44::Wizard</name>
    <message>
        <source>%1 on %2</source>
        <translation>%1 an %2</translation>
    </message>
    <message>
        <source>Behind a router: %1</source>
        <translation>Hinter einem Router: %1</translation>
    </message>
    <message>
        <source>The address is private, so a router translates it (NAT). The router has to pass protocol 4 to this computer; step 5 shows how.</source>
        <translation>Die Adresse ist privat; also übersetzt ein Router sie (NAT). Der Router muss Protokoll 4 zu diesem Computer durchlassen; Schritt 5 zeigt, wie.</translation>
    </message>
    <message>
        <source>Behind a provider that translates: %1</source>
        <translation>Hinter einem Anbieter, der übersetzt: %1</translation>
    </message>
    <message>
        <source>The address is shared by customers of the provider (carrier-grade NAT). Other gateways cannot reach it, and nothing at home changes that: ask the provider for a public address.</source>
        <translation>Die Adresse teilen sich Kunden des Anbieters (Carrier-Grade-NAT). Andere Gateways können sie nicht erreichen, und daheim ändert das nichts: bitten Sie den Anbieter um eine öffentliche Adresse.</translation>
    </message>
    <message>
        <source>%1 is no address of the Internet</source>
        <translation>%1 ist keine Adresse des Internets</translation>
    </message>
    <message>
        <source>It is %1: other gateways cannot send to it. The portal wants the public one.</source>
        <translation>Sie ist %1: andere Gateways können nicht dorthin senden. Das Portal will die öffentliche.</translation>
    </message>
    <message>
        <source>This computer has that address</source>
        <translation>Dieser Computer hat diese Adresse</translation>
    </message>
    <message>
        <source>This computer has another address: %1</source>
        <translation>Dieser Computer hat eine andere Adresse: %1</translation>
    </message>
    <message>
        <source>That is right only where %1 leads here all the same. Else correct it here or in the portal: other gateways send to what the portal has.</source>
        <translation>Das ist nur richtig, wenn %1 trotzdem hierher führt. Sonst berichtigen Sie es hier oder im Portal: andere Gateways senden dorthin, was das Portal hat.</translation>
    </message>
    <message>
        <source>The router has that address</source>
        <translation>Der Router hat diese Adresse</translation>
    </message>
    <message>
        <source>This computer is seen at %1, behind it. That the two differ is as it should be.</source>
        <translation>Dieser Computer ist dahinter, unter %1. Dass beide sich unterscheiden, ist richtig so.</translation>
    </message>
    <message>
        <source>Known as %1</source>
        <translation>Bekannt als %1</translation>
    </message>
    <message>
        <source>The announcements name it for your subnets.</source>
        <translation>Die Ankündigungen nennen sie zu Ihren Subnetzen.</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Noch nicht bekannt</translation>
    </message>
    <message>
        <source>The first announcements name it, if the portal has your subnets at this gateway.</source>
        <translation>Die ersten Ankündigungen nennen sie, wenn das Portal Ihre Subnetze bei diesem Gateway hat.</translation>
    </message>
    <message>
        <source>On the Internet: %1</source>
        <translation>Im Internet: %1</translation>
    </message>
    <message>
        <source>The address is a public one: other gateways reach it directly.</source>
        <translation>Die Adresse ist öffentlich: andere Gateways erreichen sie direkt.</translation>
    </message>
    <message>
        <source>No route to the Internet</source>
        <translation>Keine Route zum Internet</translation>
    </message>
    <message>
        <source>The tunnels go through it. The gateway can be set up all the same, and waits for it.</source>
        <translation>Die Tunnel gehen darüber. Das Gateway kann trotzdem eingerichtet werden und wartet darauf.</translation>
    </message>
    <message>
        <source>A name is asked again and again</source>
        <translation>Ein Name wird immer wieder erfragt</translation>
    </message>
    <message>
        <source>It follows an address that changes, as long as the portal has the same name.</source>
        <translation>Er folgt einer wechselnden Adresse, solange das Portal denselben Namen hat.</translation>
    </message>
    <message>
        <source>%1: space of %2</source>
        <translation>%1: Adressraum von %2</translation>
    </message>
    <message>
        <source>%1: inside amateur space</source>
        <translation>%1: im Amateurfunk-Adressraum</translation>
    </message>
    <message>
        <source>Protocol-4 packets heard from the announcer: %1</source>
        <translation>Vom Ankündiger gehörte Pakete mit Protokoll 4: %1</translation>
    </message>
    <message>
        <source>Protocol 4 reaches this computer.</source>
        <translation>Protokoll 4 erreicht diesen Computer.</translation>
    </message>
    <message>
        <source>The service listens as soon as the gateway is up.</source>
        <translation>Der Dienst hört zu, sobald das Gateway läuft.</translation>
    </message>
    <message>
        <source>They should have come. Does the router pass protocol 4, and does the portal have the right address?</source>
        <translation>Sie hätten kommen sollen. Lässt der Router Protokoll 4 durch, und hat das Portal die richtige Adresse?</translation>
    </message>
    <message>
        <source>They come about every five minutes.</source>
        <translation>Sie kommen etwa alle fünf Minuten.</translation>
    </message>
    <message>
        <source>Burst heard %1</source>
        <translation>Durchgang gehört %1</translation>
    </message>
    <message>
        <source>Routes in it: %1.</source>
        <translation>Routen darin: %1.</translation>
    </message>
    <message>
        <source>No burst yet</source>
        <translation>Noch kein Durchgang</translation>
    </message>
</context>
<context>
    <name>mesh44::WizardStep</name>
    <message>
        <source>%1: the value cannot be used as it is.</source>
        <translation>%1: der Wert ist so nicht zu gebrauchen.</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
</context>
<context>
    <name>mesh44::Words</name>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>eben</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>vor %1 s</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>vor %1 d</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>1 packet, %1</source>
        <translation>1 Paket, %1</translation>
    </message>
    <message>
        <source>%1 packets, %2</source>
        <translation>%1 Pakete, %2</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1 B/s</source>
        <translation>%1 B/s</translation>
    </message>
    <message>
        <source>%1 kB/s</source>
        <translation>%1 kB/s</translation>
    </message>
    <message>
        <source>%1 MB/s</source>
        <translation>%1 MB/s</translation>
    </message>
    <message>
        <source>%1 GB/s</source>
        <translation>%1 GB/s</translation>
    </message>
</context>
<context>
    <name>mesh44::main</name>
    <message>
        <source>--size: &apos;%1&apos; is no size; expected WIDTHxHEIGHT, as in 1280x800</source>
        <translation>--size: „%1“ ist keine Größe; erwartet wird BREITExHÖHE, etwa 1280x800</translation>
    </message>
    <message>
        <source>--theme: &apos;%1&apos; is none; expected light or dark</source>
        <translation>--theme: „%1“ gibt es nicht; erwartet wird light oder dark</translation>
    </message>
    <message>
        <source>Shows an AMPRNet gateway and switches its tunnels.</source>
        <translation>Zeigt ein AMPRNet-Gateway und schaltet seine Tunnel.</translation>
    </message>
    <message>
        <source>The gateway on another computer, over ssh.</source>
        <translation>Das Gateway auf einem anderen Computer, über ssh.</translation>
    </message>
    <message>
        <source>user@host</source>
        <translation>benutzer@rechner</translation>
    </message>
    <message>
        <source>Save a picture of the first live table, or of the state why there is none, and end.</source>
        <translation>Ein Bild der ersten aktuellen Tabelle speichern, oder des Zustands, warum es keine gibt, und enden.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>datei</translation>
    </message>
    <message>
        <source>How long --screenshot waits for a live table (30).</source>
        <translation>Wie lange --screenshot auf eine aktuelle Tabelle wartet (30).</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>sekunden</translation>
    </message>
    <message>
        <source>Size of the window.</source>
        <translation>Größe des Fensters.</translation>
    </message>
    <message>
        <source>light or dark, whatever the desktop has.</source>
        <translation>light (hell) oder dark (dunkel), was auch immer der Desktop hat.</translation>
    </message>
    <message>
        <source>name</source>
        <translation>name</translation>
    </message>
    <message>
        <source>--wait: expected 1 to 3600 seconds</source>
        <translation>--wait: erwartet werden 1 bis 3600 Sekunden</translation>
    </message>
</context>
</TS>
