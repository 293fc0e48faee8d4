// The harness's own test: a good page passes, and each fault that it is there to find is found. A check that cannot
// fail is worth nothing.

import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { openVisitor } from './browser.mjs';
import { OUTPUT, checkPage } from './checks.mjs';
import { servePages } from './pages.mjs';

let address;
let close;

before(async () => {
  await removePictures();
  ({ address, close } = await servePages());
});

after(async () => {
  close();
  await removePictures();
});

test('a good page passes, on every device, with and without JavaScript, and is photographed', async () => {
  for (const device of ['desktop', 'phone']) {
    for (const javascript of ['on', 'off']) {
      const visitor = await openVisitor(address, { device, javascript, scheme: 'dark' });
      await visitor.go('/good');
      await checkPage(visitor.page, 'self-good');
      const found = await visitor.page.evaluate(() => ({
        focused: document.activeElement.name,
        dark: matchMedia('(prefers-color-scheme: dark)').matches,
        width: document.documentElement.clientWidth,
      }));
      const width = device === 'desktop' ? 1280 : 390;
      assert.deepEqual(found, { focused: 'name', dark: true, width }, 'the page is left as it was found');
      await visitor.close();
    }
  }
  const names = ['desktop-dark', 'desktop-light', 'phone-dark', 'phone-light'];
  assert.deepEqual(await pictures(), names.map((name) => `self-good-${name}.png`));
});

test('under an open dialogue nothing needs to be reached', async () => {
  const visitor = await openVisitor(address);
  await visitor.go('/modal');
  await visitor.page.evaluate(() => document.querySelector('dialog').showModal());
  await checkPage(visitor.page, 'self-modal');
  await visitor.close();
});

finds('contrast', /axe color-contrast .*light.* at p\n  <p class="faint">[^]*fix: .*insufficient color contrast/);
finds('dark-contrast', /^1\. axe color-contrast \(serious, dark\)(?![^]*2\. )/m);
finds('label', /axe label .* at input/);
finds('overflow', /scrolls sideways \(desktop\): .* in a viewport of 1280 px; these stick out: div\.very-wide/);
finds('overflow', /scrolls sideways \(phone\).*these stick out: div\.very-wide/, { device: 'phone' });
finds('zoom-overflow', /1 fault:\n1\. the page scrolls sideways \(at 400 % zoom\).*div\.half-wide/);
finds('scroller', /axe scrollable-region-focusable .*at 400 % zoom/);
finds('trap', /trapped: Tab does not leave input#trap "Name"/);
finds('circle', /trapped: Tab goes back from button#second "Two" to button#first "One"/);
finds('ring', /focus cannot be seen on button "No ring"/);
finds('shadow', /focus cannot be seen on button "No ring"/);
finds('order', /Tab goes out of order: from a#third "Three" to button#second "Two"/);
finds('never', /Tab never reaches button "Two"/);
finds('out-of-order', /button "Skipped" is taken out of the Tab order/);
finds('hidden-control', /label "Agree" stands for input "Agree", which is hidden from the keyboard too/);
finds('far-away', /focus is on something out of sight: a "Away"/);
finds('two-headings', /2 headings h1/);
finds('no-language', /no lang attribute/);
finds('no-title', /title says nothing about this page: "Rowlock"/);
finds('same-title', /title is also that of self-good \(\/good\)/);
finds('label', /axe label .* at input/, { javascript: 'off' });
finds('contrast', /axe color-contrast/, { javascript: 'off', device: 'phone' });
finds('ring', /focus cannot be seen/, { javascript: 'off' });
finds('complains', /console error: I am not well/);

notes('inline-script', /console error: .*Content Security Policy/);
notes('inline-style', /console error: .*Content Security Policy/);
notes('complains', /console error: I am not well \(.*complain\.js:1\)/);
notes('throws', /page error: .*it broke/);
notes('other-host', /a request to another host: GET http:\/\/elsewhere\.test\/|Content Security Policy/);
notes('other-image', /a request to another host: GET|Content Security Policy/);
notes('other-image', /a request to another host: GET http:\/\/elsewhere\.test\/a\.png/, { policy: 'none' });
notes('missing-part', /status 404 from GET .*not-there\.png/);
notes('missing-answer', /status 404 from GET .*not-there/);
notes('broken', /status 500 from GET/, { status: 500 });

test('a page may refuse, and the story says so', async () => {
  const visitor = await openVisitor(address);
  await assert.rejects(visitor.go('/refused'), /\/refused answered with status 422, expected 200/);
  await visitor.go('/refused', { status: 422 });
  await checkPage(visitor.page, 'self-refused');
  await visitor.close();
});

test('a visitor or a picture of no known kind is refused', async () => {
  await assert.rejects(openVisitor(address, { device: 'watch' }), /no such device: watch; there are desktop, phone/);
  const visitor = await openVisitor(address);
  await assert.rejects(checkPage(visitor.page, '../secret'), /not a name for a picture/);
  await visitor.close();
});

/** Tests that the checks find fault with a page. */
function finds(page, expected, { device = 'desktop', javascript = 'on' } = {}) {
  test(`the checks find: ${page} (${device}, JavaScript ${javascript})`, async () => {
    const visitor = await openVisitor(address, { device, javascript });
    await visitor.go(`/${page}`);
    await assert.rejects(checkPage(visitor.page, `self-${page}`), expected);
    await visitor.close();
  });
}

/** Tests that the browser notes what a page does. */
function notes(page, expected, { status = 200, policy = 'strict' } = {}) {
  test(`the browser notes: ${page} (policy ${policy})`, async () => {
    const visitor = await openVisitor(address);
    await visitor.go(`/${page}?policy=${policy}`, { status });
    await visitor.page.waitForLoadState('networkidle');
    await assert.rejects(visitor.close(), expected);
  });
}

/** The pictures that this test took. */
async function pictures() {
  const names = await readdir(OUTPUT).catch(() => []);
  return names.filter((name) => name.startsWith('self-')).sort();
}

/** What people look at in that folder are the pictures of stories. */
async function removePictures() {
  for (const picture of await pictures()) await rm(join(OUTPUT, picture));
}
