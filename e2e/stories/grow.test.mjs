// Grow: an alliance ends, each looks back alone, then all together; and the failing sample, looked back at.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { demoStory, story } from '../harness/story.mjs';
import { goOn, makeLink } from './rounds.mjs';
import { ask, beginFrom, fill, follow, isAt, isWrong, pathOf, press, reads, setUp, winterShop } from './steps.mjs';
import { enter } from './tour.mjs';

const PHONE = { device: 'phone', javascript: 'off' };
const PEOPLE = ['Ana Lind', 'Jonas Weber', 'Mira Solberg'];
const WHY = 'Nobody asked who would stand in the shop on Saturdays';

story('an alliance ends, each looks back alone, then all together', async ({ server, visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await setUp(server, ana);
  const alliance = await beginFrom(ana, await winterShop());
  await ends(ana, alliance);

  await ana.go(`${alliance}/debrief`);
  await reads(page, 'What would you yourself do differently from the first day?');
  await checkPage(page, 'debrief-empty');
  await follow(page, 'Prepare it');
  assert.ok(await page.getByLabel(/^Debrief: 5 questions, about 10 minutes/).isChecked());
  await fill(page, { 'Why do you ask?': 'So that the next shop is a better one' });
  await press(page, 'Prepare it');
  await reads(page, /with the name of the party under it/);
  await press(page, 'Open the round');
  const round = pathOf(page.url());
  const doors = await writeAlone(visitor, ana, round);
  await consent(doors, alliance, ana, round);

  await ana.go(`${alliance}/debrief`);
  await reads(page, 'Each has written, and all may read it.');
  await follow(page, 'Write it down together');
  await reads(page, `${WHY}, writes Mira Solberg`);
  await checkPage(page, 'debrief-hold');
  await press(page, 'Put it on the record');
  await isWrong(page, 'What was meant?', { because: /Write what was meant/, value: '' });
  await checkPage(page, 'debrief-hold-wrong');
  await fill(page, {
    'What was meant?': 'One shop for three workshops, from October to March.',
    'What happened?': 'We never opened: the lease went to somebody else in February.',
    'Why?': 'We talked about goods and never about hours.',
    'What would you change?': 'Settle the Saturdays before looking for a room.',
    'Lessons to take along': 'Hours first, then the room.\nA date by which all say yes or no.',
  });
  await page.getByRole('radio', { name: 'It failed' }).check();
  await page.getByRole('checkbox', { name: 'Commitment and priorities' }).check();
  await press(page, 'Put it on the record');
  await reads(page, 'The debrief is on the record, with its lessons.');
  await reads(page, 'Hours first, then the room.');
  await checkPage(page, 'debrief-held');

  await ana.go(`${alliance}/look-back`);
  await isAt(page, 'Failure analysis');
  await reads(page, 'We talked about goods and never about hours.');
  await reads(page, 'named in the debrief');
  await checkPage(page, 'look-back-shop');
  const list = await (await ask(ana, `${alliance}/look-back.csv`)).text();
  assert.match(list, /The alliance ended: it never began/);
});

/** Says how it ended, with a row of measures that is wrong at first. */
async function ends(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/grow`);
  await isAt(page, 'Grow');
  await checkPage(page, 'grow');
  await follow(page, 'The end');
  await checkPage(page, 'end');
  await page.getByRole('radio', { name: 'It never began' }).check();
  await page.getByRole('radio', { name: 'It failed' }).check();
  await fill(page, {
    'Why did it end?': 'The lease went to somebody else.',
    'Measure 1: what?': 'Shops opened',
    'Aimed at (1)': '1',
    'Reached (1)': 'none',
  });
  await press(page, 'Put the end on the record');
  await isWrong(page, 'Reached (1)', { because: /not a number/, value: 'none' });
  await checkPage(page, 'end-wrong');
  await fill(page, { 'Reached (1)': '0', 'Unit (1)': 'shops' });
  await press(page, 'Put the end on the record');
  await reads(page, 'The end is on the record.');
  await reads(page, /It never began/i);
}

/** Each writes by a link on a phone; nothing is read by anybody before all have, and consented. */
async function writeAlone(visitor, ana, round) {
  const doors = [];
  for (const person of PEOPLE) {
    const link = await makeLink(ana, round, person);
    const guest = await visitor(PHONE);
    await goOn(guest, link);
    await reads(guest.page, /What did you want from The winter shop|What did you want|want from/);
    if (doors.length === 0) await checkPage(guest.page, 'debrief-question');
    for (let number = 1; number <= 5; number += 1) {
      if (number === 3) await guest.page.getByRole('textbox').fill(`${WHY}, writes ${person}`);
      await press(guest.page, 'Next');
    }
    await isAt(guest.page, 'Look over your answers');
    await press(guest.page, 'Submit my answers');
    doors.push({ guest, link, person });
  }
  return doors;
}

async function consent(doors, alliance, ana, round) {
  for (const [place, { guest, link }] of doors.entries()) {
    await guest.go(`${link}/result`);
    if (place === 0) await checkPage(guest.page, 'debrief-sealed');
    for (const path of [`${round}/result`, `${alliance}/debrief`, `${alliance}/debrief/hold`, `${alliance}/record/export`]) {
      const text = await (await ask(ana, path)).text();
      assert.ok(!text.includes('Saturdays'), `${path} tells what was written before all consented`);
    }
    await press(guest.page, 'Show each other what you wrote');
  }
  const [{ guest, link }] = doors;
  await guest.go(`${link}/result`);
  for (const person of PEOPLE) await reads(guest.page, `${WHY}, writes ${person}`);
  await reads(guest.page, 'North Bakery');
  await checkPage(guest.page, 'debrief-shown');
}

story('a past alliance is entered from memory', async ({ server, visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await setUp(server, ana);
  await ana.go('/alliances/new');
  await follow(page, 'One that is over, from memory');
  await checkPage(page, 'past');
  await fill(page, { 'What do you call it?': 'The boat yard', 'Your party': 'Lind' });
  await press(page, 'Begin the record');
  await isWrong(page, 'When did it begin?', { because: /the day on which it began/, value: '' });
  await fill(page, { 'When did it begin?': '2019-03-04' });
  await press(page, 'Begin the record');
  await reads(page, 'The record has begun.');
  const alliance = pathOf(page.url());
  await ana.go(`${alliance}/end`);
  await page.getByRole('radio', { name: 'It broke down' }).check();
  await page.getByRole('radio', { name: 'It failed' }).check();
  await fill(page, { 'Why did it end?': 'The slip was sold.', 'Since when is it over?': '2020-05-04' });
  await press(page, 'Put the end on the record');
  await ana.go(`${alliance}/record`);
  await reads(page, /from memory/);
  await ana.go(`${alliance}/look-back`);
  await reads(page, 'Entered from memory.');
  await checkPage(page, 'look-back-remembered');
});

demoStory('the failing sample is looked back at, as an adviser would hand it over', async ({ server, visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  const paths = await enter(server, ana);
  await ana.go(`${paths.Rowboat}/grow`);
  await checkPage(page, 'grow-rowboat');
  await follow(page, 'Look back');
  await isAt(page, 'Failure analysis');
  for (const said of [
    'none of the 12 core areas was settled, and nobody had asked about any of them',
    'The first alarm stood in week 7',
    'grew out of the project “Boiler commissioning for a hospital”',
    'In the four weeks after, the record has nothing that was done about it.',
  ]) {
    await reads(page, said);
  }
  await checkPage(page, 'look-back-rowboat');
  const paper = await (await ask(ana, `${paths.Rowboat}/papers/look-back/md`)).text();
  assert.match(paper, /Failure analysis/);
  assert.ok(!paper.includes('Leaving now'), 'what is the owner’s own went into the paper for all');
  await ana.go(`${paths['A line that runs']}/look-back`);
  await isAt(page, 'Success analysis');
  await reads(page, 'all 12 core areas were settled');
  await checkPage(page, 'look-back-line');
});
