// Once you get it right, repeat: the good sample becomes a playbook and starts the alliance in a third country.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { demoStory, story } from '../harness/story.mjs';
import { ask, beginFrom, fill, follow, isAt, press, reads, sample, setUp } from './steps.mjs';

const PHONE = { device: 'phone', javascript: 'off' };

story('the good sample becomes a playbook and starts the third-country alliance', async ({ server, visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await setUp(server, ana);
  await ana.go('/playbooks');
  await reads(page, 'You have no playbook yet.');
  await checkPage(page, 'playbooks-empty');
  const first = await beginFrom(ana, await sample('no-conflict.toml'));
  const playbook = await makes(ana, first);
  const second = await starts(ana, playbook);
  await takesOver(ana, second);
  await rewords(ana, second);
  await looksAgain(ana, playbook, second, await visitor(PHONE));
});

story('a playbook is edited, handed on as a file, and deleted', async ({ server, visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await setUp(server, ana);
  await ana.go('/playbooks/import');
  await checkPage(page, 'playbooks-import');
  await send(page, 'broken.toml', 'id = "Lines"\nversion = 0\n');
  await reads(page, 'Nothing was taken in.');
  await checkPage(page, 'playbooks-import-wrong');
  await send(page, 'line.toml', await sample('line-that-runs.playbook.toml'));
  await reads(page, 'The playbook is in.');
  const playbook = new URL(page.url()).pathname;
  await follow(page, 'Edit it');
  await isAt(page, /^Edit/);
  await checkPage(page, 'playbook-edit');
  await page.getByLabel('Days for step 1').waitFor();
  await fill(page, { 'What was learned?': 'Name a backup on day one.', 'Step 1 of the ladder': 'The owners talk', 'Days for step 1': 'soon' });
  await press(page, 'Save as a new version');
  await reads(page, /“soon” is not a number from 1 to 365/);
  await checkPage(page, 'playbook-edit-wrong');
  await fill(page, { 'Days for step 1': '14' });
  await press(page, 'Save as a new version');
  await reads(page, 'Saved as a new version. The one before stays.');
  await page.getByText('What changed in version 2').click();
  await checkPage(page, 'playbook-version-2');
  const file = await (await ask(ana, `${playbook}/file`)).text();
  assert.match(file, /version = 2/);
  await ana.go(`${playbook}/delete`);
  await checkPage(page, 'playbook-delete');
  await press(page, 'Delete it');
  await reads(page, 'You have no playbook yet.');
  await ana.go(playbook, { status: 404 });
});

demoStory('the demonstration shows a playbook and what began from it', async ({ server, visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await page.goto(server.signIn);
  await press(page, 'Sign in');
  await follow(page, 'Your playbooks');
  await reads(page, 'used once: 1 goes on');
  await checkPage(page, 'playbooks-demo');
  await follow(page, 'A line that runs');
  await follow(page, 'What was changed in A line that runs, third country');
  await isAt(page, 'Against the playbook');
  await reads(page, 'Reads otherwise: Scope: in, out, edge');
});

/** Makes a playbook of the good sample, and answers with its path. */
async function makes(ana, first) {
  const { page } = ana;
  await ana.go(`${first}/grow`);
  await follow(page, 'Playbook');
  await isAt(page, 'Against the playbook');
  await reads(page, 'This alliance did not begin from a playbook.');
  await checkPage(page, 'against-none');
  await follow(page, 'Make a playbook');
  await isAt(page, 'Make a playbook');
  await checkPage(page, 'playbook-new');
  await fill(page, { 'What else do texts call Machine maker?': 'maker' });
  await press(page, 'See how it reads');
  await isAt(page, 'How the playbook reads');
  await checkPage(page, 'playbook-preview');
  const time = page.getByLabel('Time and availability', { exact: true });
  assert.match(await time.inputValue(), /^The lead gives 40 hours a week, the partner 75/);
  const words = await time.inputValue();
  await time.fill(`${words} The service firm agrees.`);
  await press(page, 'Make it');
  await reads(page, /This names somebody/);
  await checkPage(page, 'playbook-preview-wrong');
  await time.fill(words);
  await press(page, 'Make it');
  await reads(page, 'The playbook is made, and it is yours.');
  await isAt(page, 'A line that runs');
  await checkPage(page, 'playbook');
  return new URL(page.url()).pathname;
}

/** Starts the alliance in a third country, and answers with its path. */
async function starts(ana, playbook) {
  const { page } = ana;
  await ana.go('/alliances/new');
  await follow(page, 'I have a playbook');
  await isAt(page, 'Playbooks');
  await checkPage(page, 'playbooks');
  await follow(page, 'Start an alliance from A line that runs');
  await checkPage(page, 'playbook-start');
  await press(page, 'Begin the record');
  await reads(page, 'Name at least one other firm.');
  await checkPage(page, 'playbook-start-wrong');
  await fill(page, {
    'What do you call the new alliance?': 'A line that runs, third country',
    'Your firm': 'Machine maker',
    'The other firms': 'Service firm of the third country',
  });
  await press(page, 'Begin the record');
  await reads(page, 'Nothing is agreed yet.');
  await isAt(page, 'Against the playbook');
  await reads(page, '22 of its 22 clauses are drafted here');
  await checkPage(page, 'against-fresh');
  const alliance = new URL(page.url()).pathname.replace(/\/playbook$/, '');
  await ana.go(`${alliance}/charter`);
  await reads(page, /0 of 2 approve/);
  assert.ok(playbook);
  return alliance;
}

/** Takes the admission test and the decision table over. */
async function takesOver(ana, alliance) {
  const { page } = ana;
  for (const part of ['Admission test', 'Decision table', 'Obligations']) {
    await ana.go(`${alliance}/playbook`);
    await press(page, `Put it on the record: ${part}`);
    await reads(page, 'Taken over, and on the record.');
  }
  await ana.go(`${alliance}/admission-test`);
  await reads(page, 'Hours free in both firms');
  await ana.go(`${alliance}/obligations`);
  await reads(page, 'On-call list for both countries');
}

/** Drafts a clause anew, which the page then tells word by word. */
async function rewords(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/charter/working-agreement/draft`);
  const text = page.locator('textarea').first();
  await text.fill((await text.inputValue()).replace('within a working day', 'within two working days'));
  await press(page, 'Put it on the record as a new version');
  await ana.go(`${alliance}/playbook`);
  await reads(page, 'Reads otherwise: Working agreement');
  assert.match(await page.locator('ins').first().innerText(), /two/);
  await checkPage(page, 'against-changed');
}

/** The playbook knows what began from it, on a phone too. */
async function looksAgain(ana, playbook, second, phone) {
  await phone.context.addCookies(await ana.context.cookies());
  for (const [path, heading, name] of [
    [playbook, 'A line that runs', 'playbook-used'],
    [`${second}/playbook`, 'Against the playbook', 'against-changed'],
    ['/playbooks', 'Playbooks', 'playbooks'],
  ]) {
    await phone.go(path);
    await isAt(phone.page, heading);
    await checkPage(phone.page, name);
  }
  await phone.go(playbook);
  await reads(phone.page, 'Used once: 1 goes on.');
}

async function send(page, name, text) {
  await page.getByLabel('The file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await press(page, 'Take it in');
}
