// Tiny pages for the harness's own test: a good one, and one for each fault.

import { once } from 'node:events';
import { createServer } from 'node:http';

const POLICY = ['style', 'script', 'img', 'connect'].reduce(
  (policy, kind) => `${policy}; ${kind}-src 'self'`,
  "default-src 'none'; form-action 'self'",
);

const STYLE = `
  :root { color-scheme: light dark; --ink: #222; --paper: #fff; --link: #0a4d8c; }
  @media (prefers-color-scheme: dark) { :root { --ink: #ddd; --paper: #111; --link: #9cf; } }
  * { transition: color 5s, background-color 5s; }
  body { color: var(--ink); background: var(--paper); margin: 1rem; line-height: 2; }
  a { color: var(--link); }
  :focus-visible { outline: 3px solid var(--link); }
  .skip:not(:focus) { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .wide { overflow-x: auto; }
  .wide table { min-width: 60rem; }
  .card input { position: absolute; opacity: 0; }
  .card:has(:focus-visible) { outline: 3px solid var(--link); }
  .faint { color: #aaa; }
  .faint-in-the-dark { color: #333; background: #fff; }
  @media (prefers-color-scheme: dark) { .faint-in-the-dark { background: #222; } }
  .very-wide { width: 2000px; }
  .half-wide { width: 360px; }
  .no-ring:focus-visible { outline: none; }
  .always-a-shadow { box-shadow: 0 0 3px black; outline: none !important; }
  .gone { display: none; }
  .far-away { position: fixed; left: -500px; top: 20px; width: 20px; overflow: hidden; }
`;

const SCRIPTS = {
  '/element.js': `customElements.define('x-note', class extends HTMLElement {
    connectedCallback() {
      this.attachShadow({ mode: 'open' }).innerHTML = '<button>Inside</button><slot></slot>';
    }
  });`,
  '/trap.js': `document.querySelector('#trap').addEventListener('keydown', (event) => {
    if (event.key === 'Tab') event.preventDefault();
  });`,
  '/circle.js': `document.querySelector('#second').addEventListener('keydown', (event) => {
    if (event.key === 'Tab') { event.preventDefault(); document.querySelector('#first').focus(); }
  });`,
  '/order.js': `const order = { first: 'third', third: 'second' };
  document.addEventListener('keydown', (event) => {
    const next = document.getElementById(order[event.target.id]);
    if (event.key === 'Tab' && next) { event.preventDefault(); next.focus(); }
  });
  document.querySelector('#second').addEventListener('keydown', (event) => {
    document.querySelector('#third').tabIndex = -1;
  });`,
  '/complain.js': `console.error('I am not well');`,
  '/throw.js': `throw new Error('it broke');`,
  '/other-host.js': `fetch('http://elsewhere.test/').catch(() => {});`,
  '/fetch-missing.js': `fetch('/not-there').catch(() => {});`,
};

const GOOD = `
  <x-note><a href="/">Slotted</a></x-note>
  <form method="post" action="/">
    <p><label>Name <input name="name" autocomplete="name" autofocus></label></p>
    <p><label>Day <input type="date" name="day"></label></p>
    <fieldset><legend>Fit</legend>
      <label class="card"><input type="radio" name="fit" value="1"> Good</label>
      <label class="card"><input type="radio" name="fit" value="2"> Poor</label>
    </fieldset>
    <p><label>Hidden <input type="checkbox" name="no" disabled></label></p>
    <button>Send</button>
  </form>
  <details><summary>More</summary><button>Not yet to be seen</button></details>
  <div class="wide" tabindex="0" role="region" aria-label="Figures">
    <table><tr><th scope="col">Year</th><th scope="col">Sum</th></tr><tr><td>2025</td><td>12</td></tr></table>
  </div>
  <noscript><p><a href="/plain">Without JavaScript</a></p></noscript>`;

const THREE = `
  <button id="first">One</button>
  <button id="second">Two</button>
  <a id="third" href="/">Three</a>`;

/** Pages by name: what stands in `main`, and what differs from a good page otherwise. */
const PAGES = {
  'good': { main: GOOD, scripts: ['/element.js'] },
  'modal': { main: '<button>Under it</button><dialog id="ask" aria-label="Ask"><button>Yes</button></dialog>' },
  'contrast': { main: '<p class="faint">You can hardly read this.</p>' },
  'dark-contrast': { main: '<p class="faint-in-the-dark">Nor this, at night.</p>' },
  'label': { main: '<input name="nameless">' },
  'overflow': { main: '<div class="very-wide">wide</div>' },
  'zoom-overflow': { main: '<div class="half-wide">wide</div>' },
  'scroller': { main: '<div class="wide"><table><tr><td>Near<td>Far<td>Farther</table></div>' },
  'trap': { main: '<p><label>Name <input id="trap"></label></p><button>After it</button>', scripts: ['/trap.js'] },
  'circle': { main: THREE, scripts: ['/circle.js'] },
  'ring': { main: '<button class="no-ring">No ring</button>' },
  'shadow': { main: '<button class="always-a-shadow">No ring</button>' },
  'order': { main: THREE, scripts: ['/order.js'] },
  'never': { main: '<button>One</button><button tabindex="1">Two</button>' },
  'out-of-order': { main: '<button tabindex="-1">Skipped</button>' },
  'hidden-control': { main: '<label><input class="gone" type="checkbox"> Agree</label>' },
  'far-away': { main: '<a class="far-away" href="/">Away</a>' },
  'two-headings': { main: '<h1>Another</h1>' },
  'no-language': { main: '', lang: '' },
  'no-title': { main: '', title: 'Rowlock' },
  'same-title': { main: '', title: 'Page good' },
  'inline-script': { main: '<script>document.title = 1</script>' },
  'inline-style': { main: '<p style="color: red">Red</p>' },
  'complains': { main: '', scripts: ['/complain.js'] },
  'throws': { main: '', scripts: ['/throw.js'] },
  'other-host': { main: '', scripts: ['/other-host.js'] },
  'other-image': { main: '<img alt="A picture" src="http://elsewhere.test/a.png">' },
  'missing-part': { main: '<img alt="A picture" src="/not-there.png">' },
  'missing-answer': { main: '', scripts: ['/fetch-missing.js'] },
  'broken': { main: 'It broke.', status: 500 },
  'refused': { main: 'Something is to be mended.', status: 422 },
};

/** Serves the pages: `/NAME`, and `/NAME?policy=none` without a Content-Security-Policy. */
export async function servePages() {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { address: `http://127.0.0.1:${server.address().port}/`, close };
}

function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1/');
  const send = (type, body, status = 200) => {
    if (searchParams.get('policy') !== 'none') response.setHeader('content-security-policy', POLICY);
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body);
  };
  const page = PAGES[pathname.slice(1)];
  if (pathname === '/style.css') return send('text/css', STYLE);
  if (pathname === '/icon.svg') return send('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  if (SCRIPTS[pathname]) return send('text/javascript', SCRIPTS[pathname]);
  if (page) return send('text/html', html(pathname.slice(1), page), page.status);
  return send('text/plain', 'not there', 404);
}

function html(name, { main, lang = 'en', title = `Page ${name}`, scripts = [] }) {
  return `<!doctype html>
<html${lang && ` lang="${lang}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/style.css">
${scripts.map((script) => `<script type="module" src="${script}"></script>`).join('\n')}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<main id="main"><h1>Page ${name}</h1>${main}</main>
</body>
</html>`;
}
