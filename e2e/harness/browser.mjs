// Visitors: each is a browser of its own (cookies, device, JavaScript on or off) looking at one server. What a page
// must never do is noted while it happens, and comes out as an error at the next check or when the visitor leaves.

import { after } from 'node:test';
import { chromium } from 'playwright-core';

const PROGRAM = process.env.ROWLOCK_CHROMIUM || '/usr/bin/chromium';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Nothing but this machine can be reached, so that a stray request is noted and goes nowhere.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

const DEVICES = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

/** How long an action waits for what it acts on. */
const PATIENCE = 10_000;

/** One Chromium for all visitors of a test file, started with the first of them. */
let browser;

after(async () => (await browser)?.close());

/** The visitor that each browser context belongs to. */
const visitors = new WeakMap();

/**
 * Opens a browser context that looks at the server at `address`.
 *
 * @param {string} address such as `http://127.0.0.1:4000/`
 * @param {{device?: 'desktop' | 'phone', javascript?: 'on' | 'off', scheme?: 'light' | 'dark'}} [options]
 */
export async function openVisitor(address, { device = 'desktop', javascript = 'on', scheme = 'light' } = {}) {
  oneOf('device', device, Object.keys(DEVICES));
  oneOf('javascript', javascript, ['on', 'off']);
  oneOf('scheme', scheme, ['light', 'dark']);
  browser ??= chromium.launch({ executablePath: PROGRAM, args: ARGUMENTS });
  const context = await (await browser).newContext({
    ...DEVICES[device],
    baseURL: address,
    javaScriptEnabled: javascript === 'on',
    colorScheme: scheme,
    locale: 'en-GB',
    timezoneId: 'UTC',
    // A service worker's requests are seen by no page, so there is none.
    serviceWorkers: 'block',
  });
  context.setDefaultTimeout(PATIENCE);
  const visitor = new Visitor(context, { address, device, javascript, scheme });
  visitor.page = await context.newPage();
  return visitor;
}

/** The visitor whose page this is. */
export function visitorOf(page) {
  return visitors.get(page.context());
}

class Visitor {
  /** Playwright's page, the first tab. */
  page;

  /** What went wrong so far, one text each. */
  faults = [];

  constructor(context, { address, device, javascript, scheme }) {
    Object.assign(this, { context, address, device, javascript, scheme });
    visitors.set(context, this);
    watch(context, new URL(address).origin, (fault) => this.faults.push(fault));
  }

  /** Goes to `path` and insists on the status: 200, if no other is expected. */
  async go(path, { status = 200 } = {}) {
    const response = await this.page.goto(path);
    if (response.status() !== status) {
      throw new Error(`${path} answered with status ${response.status()}, expected ${status}`);
    }
    return response;
  }

  /** Throws if anything went wrong since the last call. */
  async assertNoFaults() {
    // What a page said before this round trip has arrived after it.
    const awake = this.context.pages().map((page) => page.evaluate(() => 0).catch(() => {}));
    await Promise.all(awake);
    const faults = this.faults.splice(0);
    if (faults.length > 0) {
      throw new Error(`the browser (${this.device}) noted:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    }
  }

  /** Leaves, and throws if anything went wrong. */
  async close() {
    try {
      await this.assertNoFaults();
    } finally {
      await this.context.close();
    }
  }
}

function watch(context, origin, note) {
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(origin).host) {
      note(`a request to another host: ${request.method()} ${url}`);
    }
  });
  context.on('response', (response) => {
    const status = response.status();
    // A page may say no (a form with an error, a page that is not there); what a page is made of may not.
    if (status >= 500 || (status >= 400 && !response.request().isNavigationRequest())) {
      note(`status ${status} from ${response.request().method()} ${response.url()}`);
    }
  });
  context.on('console', (message) => {
    if (message.type() === 'error' && !/^Failed to load resource: the server responded/.test(message.text())) {
      const { url, lineNumber } = message.location();
      note(`console error: ${message.text()} (${url}:${lineNumber + 1})`);
    }
  });
  context.on('weberror', (error) => note(`page error: ${error.error().stack ?? error.error()}`));
  context.on('page', (page) => {
    page.on('crash', () => note('the page crashed'));
    page.on('websocket', (socket) => {
      if (new URL(socket.url()).host !== new URL(origin).host) note(`a socket to another host: ${socket.url()}`);
    });
  });
}

function oneOf(what, given, allowed) {
  if (!allowed.includes(given)) throw new Error(`no such ${what}: ${given}; there are ${allowed.join(', ')}`);
}
