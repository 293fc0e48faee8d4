// The checks that every page passes in every story: accessible, legible in light and dark, usable with the keyboard
// alone, and no wider than its viewport, also at 400 % zoom.

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { allRules, someRules } from './axe.mjs';
import { visitorOf } from './browser.mjs';
import { keyboardFaults } from './keyboard.mjs';
import { documentFaults, sidewaysFaults } from './layout.mjs';

/** Where screenshots go. */
export const OUTPUT = fileURLToPath(new URL('../output/', import.meta.url));

/** 1280 by 1024 at 400 % zoom. */
const ZOOMED = { width: 320, height: 256 };

/**
 * Checks the page as it stands, as this visitor sees it, and keeps a picture of it in light and in dark.
 * All faults are told at once. The page is left as it was found, but for things that close when they lose the focus.
 *
 * @param {import('playwright-core').Page} page a page of a visitor
 * @param {string} name lower case, with hyphens: the name of its pictures
 */
export async function checkPage(page, name) {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) throw new Error(`not a name for a picture: ${name}`);
  const visitor = visitorOf(page);
  await page.waitForLoadState('load');
  const restore = await remember(page);
  const faults = [];
  try {
    await paint(page, 'light');
    faults.push(...(await documentFaults(page, name)));
    faults.push(...(await allRules(page, 'light')));
    faults.push(...(await sidewaysFaults(page, visitor.device)));
    faults.push(...(await keyboardFaults(page)));
    await picture(page, `${name}-${visitor.device}-light`);
    await paint(page, 'dark');
    faults.push(...(await someRules(page, 'dark', ['color-contrast'])));
    await picture(page, `${name}-${visitor.device}-dark`);
    await paint(page, 'light');
    await page.setViewportSize(ZOOMED);
    faults.push(...(await sidewaysFaults(page, 'at 400 % zoom')));
    faults.push(...(await someRules(page, 'at 400 % zoom', ['scrollable-region-focusable', 'target-size'])));
  } finally {
    await restore();
  }
  if (faults.length > 0) throw new Error(report(name, visitor, [...new Set(faults)]));
  await visitor.assertNoFaults();
}

/** Notes what the checks change, and answers with how to put it back. */
async function remember(page) {
  const visitor = visitorOf(page);
  const viewport = page.viewportSize();
  const place = await page.evaluateHandle(() => ({
    focused: document.activeElement,
    left: window.scrollX,
    top: window.scrollY,
  }));
  return async () => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: visitor.scheme, reducedMotion: null });
    await page.evaluate(({ focused, left, top }) => {
      document.activeElement?.blur();
      focused?.focus({ preventScroll: true });
      window.scrollTo(left, top);
    }, place);
    await place.dispose();
  };
}

/** Shows the page in `colorScheme`, with all movement at its end. */
async function paint(page, colorScheme) {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (const animation of document.getAnimations()) {
      // What goes on for ever has no end to be brought to.
      if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish();
    }
  });
}

async function picture(page, name) {
  await mkdir(OUTPUT, { recursive: true });
  await page.evaluate(() => {
    document.activeElement?.blur();
    window.scrollTo(0, 0);
  });
  // In the dots of a page, not of a screen: a phone's are four times as many, and take most of the time.
  await page.screenshot({ path: `${OUTPUT}${name}.png`, fullPage: true, scale: 'css' });
}

function report(name, { device, javascript }, faults) {
  const seen = `${device}, JavaScript ${javascript}`;
  const list = faults.map((fault, index) => `${index + 1}. ${fault}`).join('\n');
  return `the page ${name} (${seen}) has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}:\n${list}\n`;
}
