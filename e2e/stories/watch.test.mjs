// The watch at work: a family of four issues, a meeting made of what is open, promises, control points, decisions, a
// pulse, and a calendar that can be taken back.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { demoStory } from '../harness/story.mjs';
import { fill, follow, isAt, isWrong, pathOf, press, reads } from './steps.mjs';
import { enter } from './tour.mjs';

const ISSUES = ['The drawings came late', 'The fitters waited for a week', 'The dairy paid late', 'The brochure was wrong'];

for (const [where, visitorIs] of [
  ['on a desktop', {}],
  ['on a phone without JavaScript', { device: 'phone', javascript: 'off' }],
]) {
  demoStory(`the lead raises, meets, looks and decides ${where}`, async ({ server, visitor }) => {
    const ana = await visitor(visitorIs);
    const paths = await enter(server, ana);
    const alliance = paths['A line that runs'];
    await ladder(ana, alliance);
    await family(ana, alliance);
    await meeting(ana, alliance);
    await promise(ana, alliance);
    await controlPoint(ana, alliance);
    await decision(ana, alliance);
    await pulses(ana, alliance);
    await calendar(ana, alliance);
  });
}

async function ladder(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/ladder`);
  await fill(page, { 'Days for step 1': '' });
  await press(page, 'Put it on the record');
  await isWrong(page, 'Days for step 1', { because: /Write how many days it has/, value: '' });
  await fill(page, { 'Days for step 1': '5' });
  await press(page, 'Put it on the record');
  await reads(page, 'Those concerned talk, alone, five days');
  await checkPage(page, 'ladder-agreed');
}

async function raise(ana, alliance, summary, cause) {
  const { page } = ana;
  await ana.go(`${alliance}/issues/new`);
  await fill(page, { 'What happened?': summary });
  await page.getByLabel('Machine maker').first().check();
  await page.getByLabel('Service firm').first().check();
  await page.getByLabel('Serious: it costs money, time or goodwill').check();
  if (cause) {
    const label = `The issue “${cause}”`;
    await page.getByLabel('Did something earlier lead to this?').selectOption({ label });
  }
  await press(page, 'Raise it');
  await isAt(page, summary);
  await reads(page, /^Open; answer by/);
}

async function family(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/issues/new`);
  await press(page, 'Raise it');
  await isWrong(page, 'What happened?', { because: /Write what happened/, value: '' });
  await reads(page, 'Choose how heavy it is.');
  await checkPage(page, 'issue-wrong');
  await raise(ana, alliance, ISSUES[0]);
  await raise(ana, alliance, ISSUES[1], ISSUES[0]);
  await raise(ana, alliance, ISSUES[2], ISSUES[1]);
  await raise(ana, alliance, ISSUES[3]);
  await page.locator('aside summary').click();
  await page.getByLabel('What led to it?').selectOption({ label: `The issue “${ISSUES[0]}”` });
  await press(page, 'Put it on the record', { within: page.locator('aside') });
  await reads(page, `The issue “${ISSUES[0]}”`);
  await page.getByText('Take the next step').click();
  assert.equal(await page.getByLabel('Which step?').inputValue(), 'Those concerned talk, alone');
  await press(page, 'Put the step on the record');
  await reads(page, 'Those concerned talk, alone');
  await page.getByText('It is settled: close it').click();
  await fill(page, {
    'How was it settled?': 'A new one is printed',
    'Why did it come up?': 'Nobody had read it',
    'What do you do differently next time?': 'Two of us read it',
  });
  await press(page, 'Close it');
  await reads(page, 'Next time: Two of us read it');
  await checkPage(page, 'issue-closed');
  await fill(page, { 'Why is it open again?': 'The new one is wrong too' });
  await press(page, 'Open it again');
  await reads(page, /^Open again/);
  await follow(page, 'Issues', { within: page.getByRole('navigation', { name: 'Control' }) });
  await reads(page, /^Four issues in three generations/);
  assert.equal(await page.locator('.tree').first().getByRole('link').count(), 4);
  await checkPage(page, 'issues-family');
}

async function meeting(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/meetings`);
  await press(page, 'Plan it');
  await isWrong(page, 'What is it about?', { because: /Write what it is about/, value: '' });
  await fill(page, { 'What is it about?': 'Review, both', 'On which day?': '2026-02-02' });
  await press(page, 'Plan it');
  await isAt(page, 'Review, both');
  await reads(page, ISSUES[1]);
  await checkPage(page, 'meeting-agenda');
  await fill(page, { 'What was said and agreed?': 'The drawings come a week earlier from now on.' });
  await press(page, 'Put the minutes on the record');
  await reads(page, 'The drawings come a week earlier from now on.');
  await checkPage(page, 'meeting-minutes');
}

async function promise(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/obligations`);
  await fill(page, { 'What is promised?': 'A plan for the drawings', 'By which day?': '2026-01-30' });
  await press(page, 'Put it on the record');
  await checkPage(page, 'obligations-open');
  await press(page, 'It is done: A plan for the drawings');
  await reads(page, /^Done on/);
}

async function controlPoint(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/control-points`);
  await fill(page, { 'What exactly?': 'The list of clients' });
  await page.getByLabel('What is it about?').selectOption({ label: 'Access to the books and files' });
  await press(page, 'Put it on the record');
  await isAt(page, 'The list of clients');
  await reads(page, 'Nobody has looked yet');
  await press(page, 'Put the look on the record');
  await isWrong(page, 'What did you look at?', { because: /Write what you looked at/, value: '' });
  await page.getByLabel('Yes, it was tried').check();
  await fill(page, { 'What did you look at?': 'Both of us opened it' });
  await press(page, 'Put the look on the record');
  await reads(page, 'Where it should be, and it works');
  await checkPage(page, 'control-point-seen');
}

async function decision(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/decisions`);
  await fill(page, { 'What was decided?': 'A second van', 'Why?': 'Two fitters, one van' });
  await page.getByRole('group', { name: 'Who decided?' }).getByLabel('Machine maker').check();
  await page.getByRole('group', { name: 'Who decided?' }).getByLabel('Service firm').check();
  await press(page, 'Put it on the record');
  await reads(page, 'A second van');
  await reads(page, 'By those who may');
}

async function pulses(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/pulses`);
  await page.getByLabel('Every two weeks').check();
  await press(page, 'Put the plan on the record');
  await reads(page, /A pulse every two weeks/);
  await checkPage(page, 'pulses-planned');
  await ana.go(`${alliance}/rounds/pulse-2026-01-19`);
  await isAt(page, 'Pulse of 19 January 2026');
}

async function calendar(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/calendar`);
  await press(page, 'Make a private address');
  const address = await page.locator('#the-address').innerText();
  await checkPage(page, 'calendar-address');
  const read = () => fetch(new URL(pathOf(address), ana.address));
  const feed = await read();
  assert.equal(feed.status, 200);
  assert.match(feed.headers.get('content-type'), /^text\/calendar/);
  const text = (await feed.text()).replaceAll('\r\n ', '');
  assert.match(text, /an issue needs an answer/);
  for (const issue of ISSUES) assert.ok(!text.includes(issue), issue);
  await press(page, 'Take it back');
  assert.equal((await read()).status, 404);
}
