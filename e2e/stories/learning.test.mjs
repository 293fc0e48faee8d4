// Were we right? What was said of alliances against how they came out, from those whose verdict one may see.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { story } from '../harness/story.mjs';
import { ask, beginFrom, follow, isAt, reads, sample, setUp } from './steps.mjs';

const PHONE = { device: 'phone', javascript: 'off' };

story('two samples are held against how they came out, and too little is said to be too little', async ({ server, visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await setUp(server, ana);
  await ana.go('/learning');
  await reads(page, 'There is no alliance here to learn from yet.');
  await checkPage(page, 'learning-empty');
  await beginFrom(ana, await sample('no-conflict.toml'));
  const failed = await beginFrom(ana, await sample('rowboat.toml'));
  await ana.go('/desk');
  await follow(page, 'Were we right?');
  await isAt(page, 'Were we right?');
  await reads(page, 'Of 2 alliances, 2 have an outcome: 1 reached the aim, 0 reached some of it, 1 failed.');
  await reads(page, 'Of 1 that failed, 1 had an alarm before the end, with a median of 32 weeks to the end.');
  await reads(page, 'Read as given at the time: 0.');
  await reads(page, 'This is told from 5 failures on; 1 known so far.');
  await reads(page, '2 of 40 outcomes are known');
  await checkPage(page, 'learning');
  const list = await (await ask(ana, '/learning.csv')).text();
  assert.match(list, /Rowboat,failed,/);
  await follow(page, 'Rowboat');
  assert.equal(new URL(page.url()).pathname, `${failed}/look-back`);
});

story('were we right on a phone, without script', async ({ server, visitor }) => {
  const ana = await visitor(PHONE);
  await setUp(server, ana);
  await beginFrom(ana, await sample('rowboat.toml'));
  await ana.go('/learning');
  await reads(ana.page, 'Of 1 alliance, 1 has an outcome');
  await reads(ana.page, '32 weeks before');
  await checkPage(ana.page, 'learning-phone');
});
