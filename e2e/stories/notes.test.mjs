// What is one's own on an alliance: an adviser's notes, and anybody's next look and pause.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { story } from '../harness/story.mjs';
import { ask, beginFrom, fill, follow, isAt, isWrong, press, reads, setUp, signInBy, winterShop } from './steps.mjs';

/** Days are taken up to ten years from today. */
const IN_TWO_YEARS = new Date().getFullYear() + 2;
const SHOP = 'The winter shop';
const OTHER = 'Another shop';
const WORDS = 'The till was short twice, and nobody asked.';

story('an adviser keeps notes that nobody else ever sees, also when the case is closed to them', async ({ server, visitor }) => {
  const ana = await visitor();
  await setUp(server, ana);
  const alliance = await beginFrom(ana, await loneShop());
  const vera = await advises(server, ana, alliance, visitor);

  await vera.go(alliance);
  await follow(vera.page, 'your notes');
  await isAt(vera.page, 'Your notes');
  await checkPage(vera.page, 'notes-none-yet');
  await press(vera.page, 'Keep the note');
  await isWrong(vera.page, 'What do you want to remember?', { because: /Write what you want to remember/, value: '' });
  await fill(vera.page, { 'On which day?': '2026-01-20', 'What do you want to remember?': WORDS });
  await press(vera.page, 'Keep the note');
  await reads(vera.page, 'The note is kept, sealed. Nobody but you can read it.');
  await fill(vera.page, { 'On which day?': '2026-02-03', 'What do you want to remember?': 'Ask for the books on Friday.' });
  await press(vera.page, 'Keep the note');
  await reads(vera.page, 'Ask for the books on Friday.');
  await checkPage(vera.page, 'notes');
  await changesInTwoWindows(vera);

  for (const below of ['', '/record', '/issues', '/seats', '/meetings', '/marks']) {
    await ana.go(alliance + below);
    assert.equal(await ana.page.getByText('till was short').count(), 0, below);
  }
  await ana.go(alliance);
  assert.equal(await ana.page.getByRole('link', { name: 'your notes' }).count(), 0);
  await ana.go(`${alliance}/notes`, { status: 404 });
  for (const file of ['/record/export', '/papers/health/md']) {
    assert.ok(!(await (await ask(ana, alliance + file)).text()).includes('till was short'), file);
  }

  await ana.go(`${alliance}/seats`);
  await press(ana.page, 'Take our consent back');
  await vera.go(`${alliance}/notes`, { status: 404 });
  await keepsWhatIsHers(vera);
});

story('a next look and a pause sort one’s own desk, and nobody else’s', async ({ server, visitor }) => {
  const ana = await visitor({ device: 'phone', javascript: 'off' });
  await setUp(server, ana);
  const alliance = await beginFrom(ana, await winterShop());
  await beginFrom(ana, (await winterShop()).replace(`name = "${SHOP}"`, `name = "${OTHER}"`));
  await ana.go(alliance);
  await follow(ana.page, 'Your next look and pause');
  await isAt(ana.page, 'Next look and pause');
  await fill(ana.page, { 'Why?': 'Until the books of the year are in' });
  await press(ana.page, 'Keep it');
  await isWrong(ana.page, 'Until which day do you put it aside?', { because: /Choose a day, or empty the words/, value: '' });
  assert.equal(await ana.page.getByLabel('Why?').inputValue(), 'Until the books of the year are in');
  await checkPage(ana.page, 'marks-wrong');
  await fill(ana.page, { 'Until which day do you put it aside?': `${IN_TWO_YEARS}-03-30` });
  await press(ana.page, 'Keep it');
  await reads(ana.page, 'Your marks are kept. Nobody but you sees them.');
  await reads(ana.page, `Paused until 30 March ${IN_TWO_YEARS}: Until the books of the year are in`);
  assert.deepEqual(await desk(ana.page), [OTHER, SHOP]);
  await checkPage(ana.page, 'desk-with-a-pause');

  const today = new Date().toISOString().slice(0, 10);
  await ana.go(`${alliance}/marks`);
  await fill(ana.page, {
    'On which day do you want to look again?': today,
    'What for?': 'The answer of the bank',
    'Until which day do you put it aside?': '',
    'Why?': '',
  });
  await checkPage(ana.page, 'marks');
  await press(ana.page, 'Keep it');
  await reads(ana.page, /Look again, as you meant to on .*: The answer of the bank/);
  assert.deepEqual(await desk(ana.page), [SHOP, OTHER]);
  assert.equal(await ana.page.getByText('Paused until').count(), 0);
  await checkPage(ana.page, 'desk-with-a-look');
});

/** The shop while its lead looks for partners: whoever is only considered need not consent. */
async function loneShop() {
  return (await winterShop()).replaceAll('role = "partner"', 'role = "candidate"').replace('"forming"', '"considering"');
}

/** An adviser is asked in, and all parties consent. */
async function advises(server, ana, alliance, visitor) {
  await ana.go(`${alliance}/seats`);
  await ana.page.getByText('Ask an adviser in').click();
  await fill(ana.page, { 'The adviser’s name': 'Vera Sand', 'Mail address of the adviser': 'vera@example.org' });
  await press(ana.page, 'Ask them in, and consent for our party');
  const vera = await visitor();
  await signInBy(vera, (await server.mail('vera@example.org')).links[0]);
  return vera;
}

/** The same note in two windows: who saves second is told, sees both, and loses nothing. */
async function changesInTwoWindows(vera) {
  const { page } = vera;
  await page.getByRole('link', { name: /note 1,/ }).click();
  await isAt(page, 'Change a note');
  const address = new URL(page.url()).pathname;
  const field = page.getByLabel('What do you want to remember?');
  assert.equal(await field.inputValue(), WORDS);
  await checkPage(page, 'note');
  const other = await page.context().newPage();
  await other.goto(new URL(address, page.url()).href);
  await other.getByLabel('What do you want to remember?').fill(`${WORDS} Mira knows.`);
  await other.getByRole('button', { name: 'Save it' }).click();
  await other.getByText('The note is changed.').waitFor();
  await other.close();
  await fill(page, { 'What do you want to remember?': `${WORDS} Jonas knows.` });
  await press(page, 'Save it');
  await reads(page, `${WORDS} Mira knows.`);
  assert.equal(await field.inputValue(), `${WORDS} Jonas knows.`);
  await checkPage(page, 'note-changed-meanwhile');
  await press(page, 'Save it');
  await reads(page, 'The note is changed.');
  await reads(page, `${WORDS} Jonas knows.`);
  await page.getByRole('link', { name: /note 2,/ }).click();
  await page.getByText('Delete this note for good').click();
  await press(page, 'Delete the note');
  await reads(page, 'The note is deleted.');
  assert.equal(await page.getByText('Ask for the books on Friday.').count(), 0);
}

/** The case is closed: the notes are counted, can be taken away, and deleted. */
async function keepsWhatIsHers(vera) {
  await vera.go('/you');
  await follow(vera.page, 'How many there are, and on which alliances');
  await reads(vera.page, 'The case is closed to you.');
  assert.equal(await vera.page.getByText('till was short').count(), 0);
  const mine = await (await ask(vera, '/you/export')).text();
  assert.ok(mine.includes(WORDS), mine);
  await vera.page.getByText('Delete all of them', { exact: true }).click();
  await checkPage(vera.page, 'your-notes');
  await press(vera.page, `Delete them: the notes on ${SHOP}`);
  await reads(vera.page, 'Tick that you are sure');
  await checkPage(vera.page, 'your-notes-unsure');
  await vera.page.getByLabel('Yes, delete all of them').check();
  await press(vera.page, `Delete them: the notes on ${SHOP}`);
  await reads(vera.page, 'You keep no notes.');
  await checkPage(vera.page, 'your-notes-none');
}

/** The alliances of the desk, in their order. */
async function desk(page) {
  return page.locator('ul.desk h2').allInnerTexts();
}
