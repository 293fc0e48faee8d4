// The portfolio: all alliances beside each other, filters that are kept as a view, and what pulls against what.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { demoStory, story } from '../harness/story.mjs';
import { ask, fill, isWrong, parseCsv, press, reads, setUp } from './steps.mjs';

demoStory('a portfolio is filtered, saved as a view, and taken along', async ({ server, visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await page.goto(server.signIn);
  await press(page, 'Sign in');
  await ana.go('/portfolio');
  await reads(page, 'those that need a person first');
  const all = await page.locator('.portfolio > li').count();
  assert.equal(all, await page.locator('.portfolio figure svg').count(), 'each has its picture');
  await page.getByText('Week by week').first().click();
  await checkPage(page, 'portfolio');

  await page.getByLabel('Verdict', { exact: true }).selectOption('Separate');
  await press(page, 'Show');
  const some = await page.locator('.portfolio > li').count();
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await press(page, 'Save the view');
  await isWrong(page, 'Save what is shown as a view named', { because: /Write a name/, value: '' });
  await checkPage(page, 'portfolio-wrong');
  await fill(page, { 'Save what is shown as a view named': 'To talk about' });
  await press(page, 'Save the view');
  await reads(page, 'The view is saved. It is yours alone.');
  const list = await ask(ana, '/portfolio.csv?verdict=Separate');
  assert.equal(parseCsv(await list.text()).length, some + 1);

  await ana.go('/portfolio?text=nothing%20has%20this%20name');
  await reads(page, 'None is as you ask.');
  await checkPage(page, 'portfolio-none');
  await ana.go('/portfolio/conflicts');
  await checkPage(page, 'portfolio-conflicts');
});

demoStory('a portfolio on a phone', async ({ server, visitor }) => {
  const ana = await visitor({ device: 'phone', javascript: 'off' });
  await ana.page.goto(server.signIn);
  await press(ana.page, 'Sign in');
  await ana.go('/portfolio');
  await checkPage(ana.page, 'portfolio-phone');
});

story('a portfolio before the first alliance', async ({ server, visitor }) => {
  const ana = await visitor();
  await setUp(server, ana);
  await ana.go('/portfolio');
  await reads(ana.page, 'You have no alliance here yet.');
  await checkPage(ana.page, 'portfolio-empty');
});
