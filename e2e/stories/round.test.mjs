// A round, from the first word of it to the talk about what came out.

import assert from 'node:assert/strict';
import { OUTPUT, checkPage } from '../harness/checks.mjs';
import { story } from '../harness/story.mjs';
import { answer, answerUpTo, question } from './answering.mjs';
import { answersAll, entryOf, goOn, makeLink, openLink, openShortRound, sendMail } from './rounds.mjs';
import { ask, beginFrom, follow, isAt, isWrong, leads, pathOf, press, reads, setUp, winterShop } from './steps.mjs';

const WHY = 'The lease has to be signed by the end of the month.';
const PHONE = { device: 'phone', javascript: 'off' };
const [ANA, JONAS, MIRA] = ['Ana Lind', 'Jonas Weber', 'Mira Solberg'];
const QUESTIONS = 24;

/** How each answers: leaning to the first option or to the last, with numbers that stand nowhere else. */
const STYLES = {
  [ANA]: { lean: 0, number: '31.2573' },
  [JONAS]: { lean: 1, number: '4.7519', guesses: true },
  [MIRA]: { lean: 1, number: '17.7531' },
};

story('three answer alone, and see what came out as far as all consent', async ({ server, visitor }) => {
  const ana = await visitor();
  await setUp(server, ana);
  const alliance = await beginFrom(ana, await winterShop());
  const round = await prepares(ana, alliance);
  const links = await asks(server, ana, round);

  const said = { [JONAS]: await leavesAndResumes(visitor, ana, links[JONAS], round) };
  await isSealed(ana, alliance, round, links, said);
  said[MIRA] = await stumbles(visitor, links[MIRA]);
  await isSealed(ana, alliance, round, links, said);
  said[ANA] = await answersLast(visitor, links[ANA]);

  await server.mail('jonas@example.org', { about: /all have answered/i });
  const doors = await comesBack(visitor, ana, links, round);
  await seesBandsOnly(doors, alliance, round, said);
  await consents(doors, said);
  await saysWhetherTheyDiffer(doors);
  await talks(ana, round);
});

async function prepares(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/rounds`);
  await reads(page, 'Nobody was asked yet.');
  await checkPage(page, 'rounds-empty');
  await follow(page, 'Prepare a round');
  await press(page, 'Prepare it');
  await isWrong(page, 'Why do you ask?', { because: /Write why you ask/, value: '' });
  await checkPage(page, 'round-new-wrong');
  await page.goBack();
  const round = await openShortRound(ana, alliance, WHY);
  await reads(page, '0 of 3 have answered.');
  return round;
}

async function asks(server, ana, round) {
  const { page } = ana;
  await sendMail(ana, round, JONAS, 'jonas..weber@example.org');
  await reads(page, 'Nobody was asked.');
  await sendMail(ana, round, JONAS, 'jonas@example.org');
  await reads(page, 'The invitation is on its way.');
  const mail = await server.mail('jonas@example.org');
  assert.match(mail.subject, /The winter shop: questions for you alone/);
  assert.ok(!mail.text.includes(WHY), 'a mail to somebody who has not come yet has no free words of whoever sends it');
  for (const word of [ANA, 'Until all have answered, or the round is locked, nobody sees any answer.']) {
    assert.ok(mail.text.includes(word), `the mail does not say “${word}”:\n${mail.text}`);
  }
  const links = { [JONAS]: pathOf(mail.links[0]) };
  for (const person of [MIRA, ANA]) links[person] = await makeLink(ana, round, person);
  await checkPage(page, 'round-asking');
  await entryOf(page, JONAS).getByText(/^sent on/).waitFor();
  return links;
}

async function leavesAndResumes(visitor, ana, link, round) {
  let jonas = await visitor(PHONE);
  await jonas.go(link);
  await isAt(jonas.page, 'Questions for you alone');
  for (const word of [/Jonas Weber, who speaks for Oak & Ash/, ANA, WHY, /About 14 minutes, 24 questions/]) {
    await reads(jonas.page, word);
  }
  await reads(jonas.page, 'Who will see what, and when');
  await checkPage(jonas.page, 'welcome');
  await press(jonas.page, 'Begin');
  const words = await answerUpTo(jonas.page, 9, STYLES[JONAS]);
  await press(jonas.page, 'Back');
  assert.equal((await question(jonas.page)).number, 9);
  for (const name of ['Your own answer', 'What will Lind Pottery say?']) {
    const field = jonas.page.getByRole('group', { name }).getByRole('spinbutton');
    assert.equal(await field.inputValue(), STYLES[JONAS].number);
  }
  await jonas.close();

  await ana.go(round);
  await entryOf(ana.page, JONAS).getByText(/^started on/).waitFor();
  jonas = await visitor(PHONE);
  await goOn(jonas, link, 'Go on');
  assert.equal((await question(jonas.page)).number, 10);
  words.push(...(await answerUpTo(jonas.page, QUESTIONS, STYLES[JONAS])));
  await isAt(jonas.page, 'Look over your answers');
  await reads(jonas.page, 'Everything is answered.');
  await checkPage(jonas.page, 'review');
  await press(jonas.page, 'Submit my answers');
  await isAt(jonas.page, 'Thank you. Your answers are sealed');
  await reads(jonas.page, '1 of 3 have answered.');
  await checkPage(jonas.page, 'done');
  return words;
}

/** One who mistypes, does not know, guesses, draws a red line, and forgets a question. */
async function stumbles(visitor, link) {
  const mira = await visitor(PHONE);
  const { page } = mira;
  await goOn(mira, link);
  const own = page.getByRole('group', { name: 'Your own answer' });
  const seen = new Set();
  const words = [];
  for (let number = 1; number <= QUESTIONS; number += 1) {
    const { kind, text } = await question(page);
    if (!seen.has(kind)) await checkPage(page, `question-${kind}`);
    if (number === 1) {
      await press(page, 'Next');
      await reads(page, 'Choose an answer, or say that you do not know.');
      await checkPage(page, 'question-wrong');
      await page.getByText('Something here I could not live with').click();
      await page.getByRole('checkbox', { name: /^A firm that could run/ }).check();
    } else if (kind === 'shares' && !seen.has(kind)) {
      await own.getByRole('spinbutton').nth(0).fill('60');
      await own.getByRole('spinbutton').nth(1).fill('30');
      await press(page, 'Next');
      await reads(page, 'The points should sum to 100; these sum to 90.');
      assert.equal(await own.getByRole('spinbutton').nth(1).inputValue(), '30');
    } else if (kind === 'number' && !seen.has(kind)) {
      await own.getByRole('spinbutton').fill('400');
      await press(page, 'Next');
      await reads(page, 'is not a number from 0 to 80');
      assert.equal(await own.getByRole('spinbutton').inputValue(), '400');
    }
    seen.add(kind);
    if (/equal with others|rank among/i.test(text)) {
      await own.getByLabel('I don’t know').check();
      await press(page, 'Next');
    } else if (/^I do my best work/.test(text)) {
      await press(page, 'Later');
    } else {
      words.push(...(await answer(page, { ...STYLES[MIRA], guesses: number === 1 })));
      await press(page, 'Next');
    }
  }
  assert.deepEqual([...seen].sort(), ['choice', 'number', 'points', 'rows', 'several', 'shares']);
  await isAt(page, 'Look over your answers');
  await press(page, 'Submit my answers');
  await reads(page, 'Nothing was submitted yet.');
  await reads(page, 'One question has no answer yet.');
  await checkPage(page, 'review-missing');
  await reads(page, 'you do not know');
  await reads(page, '2 guesses about others. 1 red line.');
  const forgotten = page.getByRole('listitem').filter({ hasText: 'No answer yet' });
  await leads(page, () => forgotten.getByRole('link').click());
  await answer(page, STYLES[MIRA]);
  await press(page, 'Save');
  await isAt(page, 'Look over your answers');
  await press(page, 'Submit my answers');
  await reads(page, '2 of 3 have answered.');
  return words;
}

async function answersLast(visitor, link) {
  const { respondent, words } = await answersAll(visitor, link, QUESTIONS, STYLES[ANA]);
  await isAt(respondent.page, 'All have answered');
  await checkPage(respondent.page, 'welcome-locked');
  return words;
}

/** Nobody sees an answer before all have answered: neither the lead nor who has a link. */
async function isSealed(ana, alliance, round, links, said) {
  const count = Object.keys(said).length;
  await ana.go(round);
  await reads(ana.page, `${count} of 3 have answered.`);
  for (const person of Object.keys(said)) await entryOf(ana.page, person).getByText('done').waitFor();
  const seen = ['', '/rounds', '/rounds.csv', '/record', '/record.csv', '/record/export', '/signals', '/focus'];
  const paths = ['/desk', ...seen.map((path) => alliance + path), round, `${round}/result`];
  await saysNothingOf(ana, paths, Object.values(said).flat(), 200);
  const shut = ['/result.csv', '/guide', '/areas/purpose', '/areas/commitment'].map((path) => round + path);
  await saysNothingOf(ana, shut, Object.values(said).flat(), 404);
  // A link that was handed over asks for the word first, whoever comes with it.
  const behind = Object.values(links).flatMap((link) => [`${link}/result`, `${link}/areas/purpose`, `${link}/check`]);
  await saysNothingOf(ana, behind, Object.values(said).flat(), [303, 404]);
}

/** Insists that none of these words is on any of these pages. Words of one or two are common and tell nothing. */
async function saysNothingOf(visitor, paths, words, status) {
  const telling = words.filter((word) => word.length > 20 || /^\d+\.\d+$/.test(word));
  assert.ok(telling.length > 5, `too few answers to look for: ${words}`);
  for (const path of paths) {
    const response = await ask(visitor, path);
    assert.ok([status].flat().includes(response.status), `${path} answers ${response.status}`);
    const text = unescape(await response.text());
    for (const word of telling) assert.ok(!text.includes(word), `${path} shows the answer “${word}”`);
  }
}

function unescape(html) {
  const entities = { '&#39;': "'", '&quot;': '"', '&amp;': '&', '&lt;': '<', '&gt;': '>' };
  return html.replace(/&(#39|quot|amp|lt|gt);/g, (entity) => entities[entity]);
}

/** Each sees the result by the door they have: the lead with a seat, the others by their links. */
async function comesBack(visitor, ana, links, round) {
  const doors = [{ who: ANA, party: 'Lind Pottery', visitor: ana, base: round }];
  for (const [who, party] of [[JONAS, 'Oak & Ash'], [MIRA, 'North Bakery']]) {
    const back = await visitor(PHONE);
    await openLink(back, links[who]);
    await isAt(back.page, 'All have answered');
    await follow(back.page, 'See the result');
    await isAt(back.page, 'What came out');
    doors.push({ who, party, visitor: back, base: links[who] });
  }
  return doors;
}

async function seesBandsOnly(doors, alliance, round, said) {
  const words = Object.values(said).flat();
  for (const { visitor, base } of doors) {
    await visitor.go(`${base}/result`);
    await reads(visitor.page, 'Single answers are sealed');
    await reads(visitor.page, 'Areas, by their groups');
    assert.ok((await visitor.page.locator('td .state').count()) >= 12);
    const below = ['result', 'areas/purpose', 'areas/commitment'];
    await saysNothingOf(visitor, below.map((path) => `${base}/${path}`), words, 200);
  }
  const [{ visitor: ana }, { visitor: jonas }] = doors;
  await saysNothingOf(ana, [alliance, `${alliance}/record`, `${round}/result.csv`, `${round}/guide`], words, 200);
  await checkPage(jonas.page, 'result-bands');
  await follow(jonas.page, 'Purpose and destination');
  await reads(jonas.page, 'Single answers are sealed.');
}

/** Two of three are not enough; the third shows all answers to all. */
async function consents(doors, said) {
  const words = said[ANA];
  for (const [place, { visitor, base, party }] of [...doors.entries()].reverse()) {
    await visitor.go(`${base}/result`);
    await press(visitor.page, 'Show each other the single answers');
    await visitor.go(`${base}/result`);
    await reads(visitor.page, new RegExp(`${party}: consents`));
    if (place === 0) break;
    await reads(visitor.page, 'Single answers are sealed');
    for (const door of doors) await saysNothingOf(door.visitor, [`${door.base}/areas/purpose`], words, 200);
  }
  for (const { visitor, base } of doors) {
    await visitor.go(`${base}/areas/purpose`);
    await reads(visitor.page, 'The questions, widest gaps first');
    const text = await visitor.page.locator('main').innerText();
    for (const answer of ['A firm that could run, and be sold, without any one of us', 'A stepping stone; I expect']) {
      assert.ok(text.includes(answer), `the page of the area does not show “${answer}”:\n${text}`);
    }
  }
  await checkPage(doors[1].visitor.page, 'area-items');
}

/** Two say that they differ, so it counts; a question that two misread does not. */
async function saysWhetherTheyDiffer(doors) {
  const [{ visitor: ana, base: round }, jonas, mira] = doors;
  const first = jonas.visitor.page.getByRole('button', { name: /^Yes, we differ: Three years from now/ });
  await jonas.visitor.go(`${jonas.base}/result`);
  await reads(jonas.visitor.page, 'Do you really differ?');
  await press(jonas.visitor.page, /^Yes, we differ: Three years from now/);
  await first.waitFor();
  await mira.visitor.go(`${mira.base}/result`);
  await press(mira.visitor.page, /^Yes, we differ: Three years from now/);
  await reads(mira.visitor.page, 'Confirmed.');
  await mira.visitor.go(`${mira.base}/result`);
  const misread = mira.visitor.page.getByRole('button', { name: /^I misread it: How should the profit/ });
  const name = await misread.first().getAttribute('aria-label');
  await press(mira.visitor.page, name);
  // One alone clears nothing for the others: it takes another.
  await ana.go(`${round}/result`);
  assert.equal(await ana.page.getByText(/Money, ownership and fairness, misread\./).count(), 0);
  await jonas.visitor.go(`${jonas.base}/result`);
  await press(jonas.visitor.page, name);
  await reads(jonas.visitor.page, 'At least two of you misread the question; it does not count.');
  await ana.go(`${round}/result`);
  await reads(ana.page, /Purpose and destination, confirmed\./);
  await reads(ana.page, /Money, ownership and fairness, misread\./);
  await checkPage(ana.page, 'result-items');
}

async function talks(ana, round) {
  const { page } = ana;
  await follow(page, 'A guide for your talk');
  await isAt(page, 'A guide for your talk');
  await reads(page, 'Ask each other');
  await page.emulateMedia({ media: 'print' });
  await page.screenshot({ path: `${OUTPUT}guide-print.png`, fullPage: true });
  await ana.go(`${round}/areas/purpose`);
  await page.screenshot({ path: `${OUTPUT}area-print.png`, fullPage: true });
  assert.ok(await page.getByRole('navigation', { name: 'Rooms' }).isHidden());
  await page.emulateMedia({ media: null });
}
