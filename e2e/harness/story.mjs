// A story: one test with a server of its own and any number of visitors, all cleared away at its end.

import { mkdir } from 'node:fs/promises';
import test from 'node:test';
import { openVisitor } from './browser.mjs';
import { OUTPUT } from './checks.mjs';
import { startDemo, startServer } from './server.mjs';

/** A story that takes longer than this has come to a stand. What a whole file may take stands in package.json. */
const LONGEST = { timeout: 300_000 };

/**
 * A story on an empty server.
 *
 * @param {string} name what happens, as a sentence
 * @param {(world: {server: object, visitor: (options?: object) => Promise<object>}) => Promise<void>} tell
 */
export function story(name, tell) {
  test(name, LONGEST, (context) => live(context, startServer, tell));
}

/** A story on the sample cases of `rowlock demo`. */
export function demoStory(name, tell) {
  test(name, LONGEST, (context) => live(context, startDemo, tell));
}

async function live(context, start, tell) {
  const server = await start();
  const visitors = [];
  const visitor = async (options) => {
    visitors.push(await openVisitor(server.url, options));
    return visitors.at(-1);
  };
  const errors = [];
  const attempt = (work) => work().catch((error) => errors.push(error));
  await attempt(() => tell({ server, visitor }));
  if (errors.length > 0) {
    await photograph(context, visitors).catch(() => {});
    context.diagnostic(`the end of the server's log:\n${server.log.split('\n').slice(-20).join('\n')}`);
  }
  for (const visitor of visitors) await attempt(() => visitor.close());
  await attempt(() => server.stop());
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new Error(errors.map((error) => error.stack).join('\n\n'));
}

/** Keeps what each visitor saw when the story went wrong. */
async function photograph(context, visitors) {
  await mkdir(OUTPUT, { recursive: true });
  const name = context.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const pages = visitors.flatMap((visitor) => visitor.context.pages());
  for (const [number, page] of pages.entries()) {
    const path = `${OUTPUT}failed-${name}-${number + 1}.png`;
    await page.screenshot({ path, fullPage: true });
    context.diagnostic(`what was seen at ${page.url()}: ${path}`);
  }
}
