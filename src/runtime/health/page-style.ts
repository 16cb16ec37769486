/** Both themes, by what the browser prefers. */
export const pageStyle = `
:root{
--paper:#f5f6f8;--card:#fff;--ink:#171a21;--soft:#5b6472;--rule:#e2e5ea;--track:#e8ebf0;
--ok:#0b7a53;--ok-soft:#e2f4ec;--degraded:#9a5b00;--degraded-soft:#fdf1dc;--error:#b3261e;--error-soft:#fde8e6;
--accent:#2f5bd0;--accent-soft:#2f5bd01f;--shadow:0 1px 2px #171a210d,0 4px 16px #171a210a
}
@media (prefers-color-scheme:dark){:root{
--paper:#101318;--card:#181c23;--ink:#e9ecf1;--soft:#98a2b1;--rule:#272d37;--track:#262c36;
--ok:#4cc38a;--ok-soft:#14291f;--degraded:#f0b04f;--degraded-soft:#2e2413;--error:#ff8a80;--error-soft:#351c1c;
--accent:#8fb0ff;--accent-soft:#8fb0ff24;--shadow:none
}}
*{box-sizing:border-box;margin:0}
body{background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;
font-variant-numeric:tabular-nums;-webkit-font-smoothing:antialiased}
main{max-width:1040px;margin:0 auto;padding:36px 24px 64px}
header{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:baseline;justify-content:space-between;margin-bottom:24px}
h1{font-size:25px;font-weight:650;letter-spacing:-.015em;line-height:1.2}
h2{font-size:13px;font-weight:600;color:var(--soft)}
.status{display:flex;align-items:center;gap:14px;--tone:var(--soft);--tone-soft:var(--track)}
.status.ok{--tone:var(--ok);--tone-soft:var(--ok-soft)}
.status.degraded{--tone:var(--degraded);--tone-soft:var(--degraded-soft)}
.status.error{--tone:var(--error);--tone-soft:var(--error-soft)}
.dot{width:14px;height:14px;border-radius:50%;background:var(--tone);box-shadow:0 0 0 6px var(--tone-soft);margin-left:6px;flex:none}
.meta{color:var(--soft);font-size:14px}
.meta span+span::before{content:"·";margin:0 8px}
.note,.advice,.tile,.panel{background:var(--card);border:1px solid var(--rule);border-radius:14px;box-shadow:var(--shadow)}
.note{padding:18px 22px;color:var(--soft)}
.advice{padding:18px 22px;margin-bottom:16px;border-color:transparent;background:var(--degraded-soft)}
.advice h2{color:var(--degraded);margin-bottom:6px}
.advice.ok{background:var(--accent-soft)}.advice.ok h2{color:var(--accent)}
.advice.error{background:var(--error-soft)}
.advice.error h2{color:var(--error)}
.advice ul{padding:0;list-style:none;display:grid;gap:8px}
.advice li{text-wrap:pretty}
.advice a{color:inherit;text-underline-offset:3px}
.advice code{font-size:13px}
.tiles{display:grid;grid-template-columns:1.35fr repeat(4,1fr);gap:16px;margin-bottom:16px}
.tile{padding:18px 20px;display:flex;flex-direction:column;min-width:0}
.tile .number{font-size:34px;font-weight:650;letter-spacing:-.02em;line-height:1.15;margin-top:auto;padding-top:20px}
.tile .number{white-space:nowrap}.tile .number small{font-size:18px;font-weight:500;letter-spacing:0;color:var(--soft)}
.tile .number.word{font-size:24px;line-height:1.6}
.tile .number.ok{color:var(--ok)}.tile .number.degraded{color:var(--degraded)}.tile .number.error{color:var(--error)}
.unit{color:var(--soft);font-size:13px;min-height:39px}
.gauge svg{width:100%;max-width:210px;margin:6px auto 0;display:block}
.gauge path{fill:none;stroke-width:14;stroke-linecap:round}
.gauge .track{stroke:var(--track)}
.gauge .value{stroke:var(--ok);transition:stroke-dasharray .5s ease,stroke .5s}
.gauge .value.degraded{stroke:var(--degraded)}.gauge .value.error{stroke:var(--error)}
.gauge .value.none{visibility:hidden}
.gauge .limit{stroke:var(--soft);stroke-width:2;stroke-linecap:butt}
.gauge text{text-anchor:middle;fill:var(--ink)}
.gauge .number{font-size:38px;font-weight:650;letter-spacing:-.02em}
.gauge .unit{font-size:14px;fill:var(--soft)}
.panel{padding:18px 22px 20px;margin-bottom:16px}
.panel-head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:4px 16px;margin-bottom:12px}
.legend{color:var(--soft);font-size:13px;display:flex;align-items:center}
.key{width:14px;height:3px;border-radius:2px;margin:0 7px 0 16px;display:inline-block}
.key:first-child{margin-left:0}
.key.active{background:var(--accent)}.key.waiting{background:var(--error)}
.key.max{background:repeating-linear-gradient(90deg,var(--soft) 0 4px,transparent 4px 7px)}
#history{width:100%;height:180px;display:block;overflow:visible}
#history path,#history line{vector-effect:non-scaling-stroke}
#history line{stroke:var(--rule);stroke-width:1}
.line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.line.active{stroke:var(--accent)}.line.waiting{stroke:var(--error)}
.line.max{stroke:var(--soft);stroke-width:1.5;stroke-dasharray:4 4}
.area{fill:var(--accent-soft);stroke:none}
.axis{display:flex;justify-content:space-between;color:var(--soft);font-size:12px;margin-top:6px}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th{font-size:12px;font-weight:500;color:var(--soft);text-align:left;padding:0 0 6px}
td{border-top:1px solid var(--rule);padding:8px 0;vertical-align:baseline}
th:nth-child(2),td:nth-child(2){width:56px;text-align:right}
th:nth-child(3),td:nth-child(3){width:88px;text-align:right}
th:nth-child(4),td:nth-child(4){width:92px;text-align:right;color:var(--soft)}
.badge{font-size:12px;font-weight:600;color:var(--accent);background:var(--accent-soft);border-radius:6px;padding:3px 7px;white-space:nowrap}
td:first-child{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;
white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.failed td:first-child::before{content:"failed";font:600 11px/1 system-ui,sans-serif;color:var(--error);background:var(--error-soft);
border-radius:5px;padding:3px 6px;margin-right:8px;display:inline-block}
.empty td{color:var(--soft);font-family:inherit!important}
@media (max-width:820px){.tiles{grid-template-columns:1fr 1fr}.tile.gauge{grid-column:1/-1}main{padding:24px 16px 48px}.unit{min-height:0}}
@media (max-width:560px){th:nth-child(4),td:nth-child(4){display:none}.panel{padding:16px}.tile .number{font-size:28px;padding-top:10px}}
@media (prefers-reduced-motion:reduce){.gauge .value{transition:none}}
[hidden]{display:none!important}
`;
