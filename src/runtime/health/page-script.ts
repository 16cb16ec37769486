/**
 * Shows the report that the page came with, then asks its own address for the next. It builds elements and sets their
 * text, never their HTML.
 */
export const pageScript = `
'use strict';
(function () {
  var every = 2000, longest = 240000, shortest = 60000, points = [], misses = 0;
  var state = JSON.parse(byId('state').textContent);
  var headlines = { ok: 'Database is healthy', degraded: 'Database needs attention', error: 'Database is not available' };
  var circuits = { closed: ['closed', 'ok', 'calls go through'], open: ['open', 'error', ''],
    halfOpen: ['half-open', 'degraded', 'some calls probe the database'], isolated: ['isolated', 'error', 'until somebody resets it'] };

  function byId(id) { return document.getElementById(id); }
  function text(id, value) { byId(id).textContent = value; }
  function attribute(id, name, value) { byId(id).setAttribute(name, value); }

  function duration(ms) {
    if (ms >= 10000) return (ms / 1000).toFixed(1) + ' s';
    if (ms >= 1000) return (ms / 1000).toFixed(2) + ' s';
    return (ms >= 100 ? Math.round(ms) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2)) + ' ms';
  }

  function ago(time) {
    var seconds = Math.max(0, Math.round((Date.now() - time) / 1000));
    return seconds < 2 ? 'now' : seconds < 120 ? seconds + ' s ago' : Math.round(seconds / 60) + ' min ago';
  }

  function badge(count) {
    var element = document.createElement('span');
    element.className = 'badge';
    element.textContent = count + ' ×';
    return element;
  }

  function rows(id, queries, none) {
    var body = byId(id);
    body.textContent = '';
    if (queries.length === 0) {
      var empty = body.insertRow();
      empty.className = 'empty';
      for (var column = 0; column < 4; column++) empty.insertCell();
      empty.cells[0].textContent = none;
    }
    // What came several times in a row is one row: that is how queries look that run once per element.
    var groups = [];
    queries.forEach(function (query) {
      var last = groups[groups.length - 1];
      if (last && last.shape === query.shape && last.failed === query.failed) {
        last.count++;
        last.durationMs = Math.max(last.durationMs, query.durationMs);
      } else groups.push(Object.assign({ count: 1 }, query));
    });
    groups.slice(0, 10).forEach(function (query) {
      var row = body.insertRow();
      if (query.failed) row.className = 'failed';
      var shape = row.insertCell();
      shape.textContent = query.shape;
      shape.title = query.shape;
      var count = row.insertCell();
      if (query.count > 1) count.append(badge(query.count));
      row.insertCell().textContent = duration(query.durationMs);
      row.insertCell().textContent = ago(query.endedAt);
    });
  }

  function recommendations(list, status) {
    byId('advice').hidden = list.length === 0;
    byId('advice').className = 'advice ' + status;
    byId('recommendations').textContent = '';
    list.forEach(function (sentence) {
      var item = document.createElement('li');
      // Addresses become links, rules become code.
      sentence.split(/(https:\\/\\/[^\\s]*[^\\s.,;:]|poolwise\\/[\\w-]+|\`[^\`]+\`)/).forEach(function (part) {
        if (/^https:/.test(part)) {
          var link = document.createElement('a');
          link.href = part;
          link.rel = 'noreferrer';
          link.textContent = part.slice(part.lastIndexOf('/') + 1).replace(/\\.md$/, '').replace(/-/g, ' ');
          item.append(link);
        } else if (/^(poolwise\\/|\`)/.test(part)) {
          var code = document.createElement('code');
          code.textContent = part.replace(/\`/g, '');
          item.append(code);
        } else item.append(part);
      });
      byId('recommendations').append(item);
    });
  }

  function gauge(pool) {
    var share = Math.min(1, pool.usage);
    attribute('arc', 'stroke-dasharray', (share * 100).toFixed(1) + ' 100');
    attribute('arc', 'class', 'value ' + (share === 0 ? 'none' : pool.waitingRequests > 0 ? 'error' : share > 0.8 ? 'degraded' : 'ok'));
    text('active', pool.activeConnections);
    text('max', pool.maxConnections === null ? 'no limit' : 'of ' + pool.maxConnections);
    attribute('gauge', 'aria-label', pool.activeConnections + ' connections in use' +
      (pool.maxConnections === null ? '' : ' of ' + pool.maxConnections));
    // A mark where usage becomes high.
    var angle = Math.PI * (1 - 0.8), cos = Math.cos(angle), sin = Math.sin(angle);
    attribute('limit', 'd', pool.maxConnections === null ? '' : 'M ' + (100 + 71 * cos) + ' ' + (104 - 71 * sin) +
      ' L ' + (100 + 93 * cos) + ' ' + (104 - 93 * sin));
  }

  function history() {
    var now = Date.now();
    points = points.filter(function (point) { return point.at > now - longest - every; });
    var span = Math.min(longest, Math.max(shortest, points.length ? now - points[0].at : 0));
    text('begin', span >= 120000 ? Math.round(span / 60000) + ' min ago' : Math.round(span / 1000) + ' s ago');
    var top = points.reduce(function (most, point) {
      return Math.max(most, point.active, point.waiting, point.max || 0);
    }, 4) * 1.08;
    function x(point) { return (800 * (1 - (now - point.at) / span)).toFixed(1); }
    function y(value) { return (178 - 176 * value / top).toFixed(1); }
    function line(key) {
      return points.map(function (point, index) {
        return point[key] === null ? '' : (index ? 'L' : 'M') + x(point) + ' ' + y(point[key]);
      }).join('') + (points.length === 1 ? 'h0.1' : '');
    }
    attribute('history-active', 'd', line('active'));
    attribute('history-waiting', 'd', points.some(function (point) { return point.waiting > 0; }) ? line('waiting') : '');
    var last = points[points.length - 1];
    attribute('history-max', 'd', last && last.max !== null ? 'M0 ' + y(last.max) + 'L800 ' + y(last.max) : '');
    attribute('history-area', 'd', points.length > 1 ? line('active') + 'L' + x(last) + ' 178L' + x(points[0]) + ' 178Z' : '');
    text('scale', last && last.max !== null ? 'dashed: the limit, ' + last.max : '');
    var grid = byId('grid');
    if (grid.childNodes.length === 0) [2, 60.7, 119.3, 178].forEach(function (height) {
      var rule = document.createElementNS('http://www.w3.org/2000/svg', 'line');
      rule.setAttribute('x1', 0);
      rule.setAttribute('x2', 800);
      rule.setAttribute('y1', height);
      rule.setAttribute('y2', height);
      grid.append(rule);
    });
  }

  function show(report) {
    byId('status').className = 'status ' + report.status;
    if (byId('headline').textContent !== headlines[report.status]) text('headline', headlines[report.status]);
    document.title = headlines[report.status];
    text('pool', state.name ? 'pool ' + state.name : '');
    text('updated', 'updated ' + new Date().toLocaleTimeString());
    var pool = report.connectionPool;
    byId('details').hidden = !pool;
    byId('note').hidden = !!pool;
    if (!pool) {
      text('note', 'Details are shown to authorised callers only.');
      return;
    }
    gauge(pool);
    text('waiting', pool.waitingRequests);
    byId('waiting').className = 'number ' + (pool.waitingRequests > 0 ? 'error' : '');
    text('idle', pool.idleConnections);
    var latency = report.latencyMs === null ? ['–', ''] : duration(report.latencyMs).split(' ');
    text('latency', latency[0]);
    var unit = document.createElement('small');
    unit.textContent = ' ' + latency[1];
    byId('latency').append(unit);
    text('latency-unit', report.latencyMs === null ? 'the database was not asked' : 'of the smallest query');
    var circuit = report.circuitBreaker;
    byId('circuit-tile').hidden = !circuit;
    if (circuit) {
      var words = circuits[circuit.kind];
      text('circuit', words[0]);
      byId('circuit').className = 'number word ' + words[1];
      text('circuit-unit', circuit.kind === 'open' ? 'next attempt in ' + duration(circuit.retryAfterMs) : words[2]);
    }
    recommendations(report.recommendations, report.status);
    text('slow-count', report.slowQueries.count === 0 ? '' : report.slowQueries.count + ' since the start');
    rows('slow', report.slowQueries.recent, 'None since the start.');
    rows('recent', pool.recentActivity, 'Nothing yet.');
    history();
  }

  function take(report) {
    misses = 0;
    var pool = report.connectionPool;
    if (pool) points.push({ at: Date.now(), active: pool.activeConnections, waiting: pool.waitingRequests, max: pool.maxConnections });
    show(report);
  }

  function lost() {
    misses++;
    if (misses < 2) return;
    byId('status').className = 'status error';
    text('headline', 'The application does not answer');
    text('updated', 'no answer for ' + Math.round(misses * every / 1000) + ' s');
  }

  function ask() {
    if (document.hidden) return schedule();
    fetch(location.href, { headers: { Accept: 'application/json' }, cache: 'no-store', credentials: 'same-origin' })
      .then(function (response) { return response.json(); })
      .then(take)
      .catch(lost)
      .then(schedule);
  }

  function schedule() { setTimeout(ask, every); }

  points = state.points;
  show(state.report);
  schedule();
})();
`;
