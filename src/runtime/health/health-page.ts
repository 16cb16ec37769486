import type { HealthPoint } from './health-check.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import type { HealthReport, HealthSummary } from './health-report.ts';

export interface HealthPage {
  readonly html: string;
  readonly contentSecurityPolicy: string;
}

/**
 * A page that shows a report and keeps it up to date by asking the same address for JSON. It is one document: nothing is
 * loaded from anywhere, and only its own style and script run, by a nonce.
 */
export function healthPage(
  name: string,
  report: HealthReport | HealthSummary,
  points: readonly HealthPoint[],
): HealthPage {
  const nonce = randomNonce();
  const state = { name, report, points };
  return {
    contentSecurityPolicy: [
      "default-src 'none'",
      `style-src 'nonce-${nonce}'`,
      `script-src 'nonce-${nonce}'`,
      "connect-src 'self'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Database health</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${pageStyle}</style>
</head>
<body>
${pageBody}
<script type="application/json" id="state" nonce="${nonce}">${inScript(state)}</script>
<script nonce="${nonce}">${pageScript}</script>
</body>
</html>
`,
  };
}

/** JSON that cannot end the element that it stands in, whatever the shapes of queries hold. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
}

function randomNonce(): string {
  return btoa(String.fromCodePoint(...crypto.getRandomValues(new Uint8Array(18))));
}

/** The script fills the elements with an id; without it the page says what it needs. */
const pageBody = `<main>
<header>
<div class="status" id="status" role="status" aria-live="polite"><span class="dot"></span><h1 id="headline">Database</h1></div>
<p class="meta"><span id="pool"></span><span id="updated"></span></p>
</header>
<noscript><p class="note">This page needs JavaScript. Ask the same address with <code>Accept: application/json</code> for the report.</p></noscript>
<p class="note" id="note" hidden></p>
<div id="details" hidden>
<section class="advice" id="advice" aria-label="What to do" hidden><h2>What to do</h2><ul id="recommendations"></ul></section>
<section class="tiles" aria-label="Now">
<div class="tile gauge"><h2>Connections in use</h2>
<svg viewBox="0 0 200 116" role="img" id="gauge" aria-label="">
<path class="track" d="M 18 104 A 82 82 0 0 1 182 104"></path>
<path class="value" id="arc" d="M 18 104 A 82 82 0 0 1 182 104" pathLength="100" stroke-dasharray="0 100"></path>
<path class="limit" id="limit" d=""></path>
<text x="100" y="88" class="number" id="active"></text><text x="100" y="108" class="unit" id="max"></text>
</svg></div>
<div class="tile"><h2>Waiting</h2><p class="number" id="waiting"></p><p class="unit">callers without a connection</p></div>
<div class="tile"><h2>Idle</h2><p class="number" id="idle"></p><p class="unit">open connections nobody uses</p></div>
<div class="tile"><h2>Latency</h2><p class="number" id="latency"></p><p class="unit" id="latency-unit">of the smallest query</p></div>
<div class="tile" id="circuit-tile"><h2>Circuit</h2><p class="number word" id="circuit"></p><p class="unit" id="circuit-unit"></p></div>
</section>
<section class="panel"><div class="panel-head"><h2>Usage over time</h2>
<p class="legend"><span class="key active"></span>in use<span class="key waiting"></span>waiting<span class="key max"></span>max</p></div>
<svg id="history" viewBox="0 0 800 180" preserveAspectRatio="none" role="img" aria-label="Connections in use and callers that wait, over time">
<g id="grid"></g><path class="area" id="history-area"></path><path class="line active" id="history-active"></path>
<path class="line waiting" id="history-waiting"></path><path class="line max" id="history-max"></path></svg>
<p class="axis"><span id="begin"></span><span id="scale"></span><span>now</span></p></section>
<section class="panel" id="slow-panel"><div class="panel-head"><h2>Slow queries</h2><p class="legend" id="slow-count"></p></div>
<table><thead><tr><th>Query</th><th></th><th>Took</th><th>Ended</th></tr></thead><tbody id="slow"></tbody></table></section>
<section class="panel"><div class="panel-head"><h2>Recent activity</h2><p class="legend">shapes of queries, without values</p></div>
<table><thead><tr><th>Query</th><th></th><th>Took</th><th>Ended</th></tr></thead><tbody id="recent"></tbody></table></section>
</div>
</main>`;
