// Personal links: taken back, replaced, unknown, muted; withdrawing; and answering by file.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { checkPage } from '../harness/checks.mjs';
import { story } from '../harness/story.mjs';
import { answerUpTo, question } from './answering.mjs';
import { entryOf, goOn, makeLink, openLink, openShortRound, sendMail } from './rounds.mjs';
import { ask, beginFrom, giveSeat, isAt, pathOf, press, reads, setUp, signInBy, winterShop } from './steps.mjs';

const PHONE = { device: 'phone', javascript: 'off' };
const [JONAS, MIRA] = ['Jonas Weber', 'Mira Solberg'];
const STYLE = { lean: 0.5, number: '12' };

story('a link opens as long as it is good, and a new one shows nobody what was saved', async ({ server, visitor }) => {
  const ana = await visitor();
  const round = await begin(server, ana);
  const jonas = await visitor(PHONE);
  const { page } = jonas;

  const first = await makeLink(ana, round, JONAS);
  // Where mails are sent, a link made by hand is shown once.
  await ana.go(round);
  assert.ok(!(await ana.page.content()).includes(first));
  await jonas.go(first);
  await isAt(page, 'First, a word of your own');
  await checkPage(page, 'link-word');
  await goOn(jonas, first);
  await answerUpTo(page, 2, STYLE);
  // Whoever made the link has it too, and comes no further than the word.
  await ana.go(first);
  await isAt(ana.page, 'The word you set');
  await checkPage(ana.page, 'link-word-set');
  await ana.page.getByLabel('Your word').fill('not that one');
  await press(ana.page, 'Go on');
  await reads(ana.page, /This is not the word that was set/);

  const second = await makeLink(ana, round, JONAS);
  assert.notEqual(second, first);
  for (const below of ['', '/questions/1', '/review', '/file']) await jonas.go(first + below, { status: 410 });
  await isAt(page, 'This link has ended');
  await checkPage(page, 'link-ended');
  // Whoever made the new link may look into it.
  await goOn(jonas, second, 'Begin');
  assert.equal((await question(page)).number, 1);
  assert.equal(await page.getByRole('radio', { checked: true }).count(), 0);

  await ana.go(round);
  await press(ana.page, `Revoke the link of ${JONAS}`);
  await reads(ana.page, 'The link was revoked. It opens nothing any more.');
  await entryOf(ana.page, JONAS).getByText(/^revoked on/).waitFor();
  await press(page, 'Next', { status: 410 });

  await jonas.go(`/r/${'0123456789abcdef'.repeat(4)}`, { status: 404 });
  await isAt(page, 'There is nothing here for you');
  await checkPage(page, 'nothing-here');
  await jonas.go('/r/short', { status: 404 });
});

story('a new mail goes on where the old one stopped, and partners see no link', async ({ server, visitor }) => {
  const ana = await visitor();
  const round = await begin(server, ana);
  const mira = await visitor(PHONE);
  const links = [];
  for (const button of ['Begin', 'Go on']) {
    await sendMail(ana, round, MIRA, 'mira@example.org');
    links.push(pathOf((await server.mail('mira@example.org')).links[0]));
    await goOn(mira, links.at(-1), button);
    await answerUpTo(mira.page, links.length * 2, STYLE);
  }
  assert.equal((await question(mira.page)).number, 5);
  await mira.go(links[0], { status: 410 });
  const [, last] = links;

  await sendMail(ana, round, MIRA, 'another@example.org');
  await goOn(mira, pathOf((await server.mail('another@example.org')).links[0]), 'Begin');
  await mira.go(last, { status: 410 });

  const link = await makeLink(ana, round, MIRA);
  const jonas = await visitor();
  await ana.go(`${round.replace(/\/rounds.*/, '')}/seats`);
  await giveSeat(ana, { name: JONAS, address: 'jonas@example.org', as: `${JONAS}, for Oak & Ash` });
  await signInBy(jonas, (await server.mail('jonas@example.org')).links[0]);
  await jonas.go(round);
  await reads(jonas.page, '0 of 3 have answered.');
  assert.ok(!(await jonas.page.content()).includes(link), 'a partner sees the link of another party');
  for (const below of ['invite/mira-solberg', 'remind', 'file/mira-solberg']) {
    const answer = await ask(jonas, `${round}/${below}`, { method: 'POST', body: 'by=link' });
    assert.equal(answer.status, 404, below);
  }
});

story('one wants no reminders, and one wants no part in it', async ({ server, visitor }) => {
  const ana = await visitor();
  const round = await begin(server, ana);
  await sendMail(ana, round, JONAS, 'jonas@example.org');
  await sendMail(ana, round, MIRA, 'mira@example.org');
  const [toJonas, toMira] = [await server.mail('jonas@example.org'), await server.mail('mira@example.org')];

  const jonas = await visitor(PHONE);
  await jonas.go(pathOf(toJonas.links[0]));
  await press(jonas.page, 'Send me no reminders');
  await jonas.page.getByRole('button', { name: 'Remind me again' }).waitFor();
  await ana.go(round);
  await press(ana.page, 'Remind those who are missing');
  await reads(ana.page, 'One mail was sent to remind.');
  const reminder = await server.mail('mira@example.org', { about: /still missing/ });
  assert.equal(pathOf(reminder.links[0]), pathOf(toMira.links[0]));
  assert.deepEqual(await server.unreadMail('jonas@example.org'), []);
  await press(jonas.page, 'Remind me again');
  await press(ana.page, 'Remind those who are missing');
  await server.mail('jonas@example.org', { about: /still missing/ });

  await press(jonas.page, 'Begin');
  await answerUpTo(jonas.page, 1, STYLE);
  await jonas.go(pathOf(toJonas.links[0]));
  await jonas.page.getByText('Withdraw from this round').click();
  await reads(jonas.page, 'Others are told that you withdrew, and nothing else.');
  await checkPage(jonas.page, 'withdrawing');
  await press(jonas.page, 'I withdraw');
  await isAt(jonas.page, 'You have withdrawn');
  await checkPage(jonas.page, 'withdrawn');
  await jonas.go(`${pathOf(toJonas.links[0])}/questions/1`);
  await isAt(jonas.page, 'You have withdrawn');
  await ana.go(round);
  await entryOf(ana.page, JONAS).getByText('withdrew').waitFor();
  await reads(ana.page, '0 of 2 have answered.');
});

story('answers come in by file, through either door', async ({ server, visitor }) => {
  const ana = await visitor();
  const round = await begin(server, ana);
  const link = await makeLink(ana, round, MIRA);
  const mira = await visitor(PHONE);
  const { page } = mira;
  await openLink(mira, link);
  await page.getByText('Answer without the web').click();
  const blank = await download(page, 'The questions as a file');
  assert.match(blank, /^# Questions of The winter shop to mira-solberg, who answers for North Bakery$/m);

  const answered = fillIn(blank);
  const broken = answered.replace('answer = "lasting"', 'answer = "yachts"').replace('answer = "4"', 'answer = "9"');
  await send(page, link, broken);
  await isAt(page, 'The file was not taken in');
  const problems = page.getByRole('alert');
  for (const wrong of ['answer = "lasting"', 'answer = "4"']) {
    await problems.getByText(`answers.toml:${answered.split('\n').indexOf(wrong) + 1}:`).first().waitFor();
  }
  await checkPage(page, 'file-problems');
  await send(page, link, 'this = is [no file');
  await reads(page, /answers\.toml:1/);
  await send(page, link, blank);
  await isAt(page, 'The file was not taken in');
  await send(page, link, answered);
  await isAt(page, 'Thank you. Your answers are sealed');

  await ana.go(round);
  await entryOf(ana.page, MIRA).getByText('done').waitFor();
  const entry = entryOf(ana.page, JONAS);
  await entry.getByText('Without the web').click();
  const forJonas = await download(ana.page, `The questions for ${JONAS} as a file`);
  const field = entry.getByLabel(`The answered file of ${JONAS}`);
  await field.setInputFiles(fileOf(answered));
  await press(ana.page, 'Take it in', { within: entry });
  await isAt(ana.page, 'The file was not taken in');
  await checkPage(ana.page, 'file-problems-of-another');
  await ana.go(round);
  await entry.getByText('Without the web').click();
  await field.setInputFiles(fileOf(fillIn(forJonas)));
  await press(ana.page, 'Take it in', { within: entry });
  await reads(ana.page, 'The answers in the file were taken in.');
  await reads(ana.page, '2 of 3 have answered.');
});

async function begin(server, ana) {
  await setUp(server, ana);
  const alliance = await beginFrom(ana, await winterShop());
  return openShortRound(ana, alliance, 'Before the lease.');
}

async function download(page, name) {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name, exact: true }).click();
  return readFile(await (await coming).path(), 'utf8');
}

function fileOf(text) {
  return { name: 'answers.toml', mimeType: 'text/plain', buffer: Buffer.from(text) };
}

async function send(page, link, text) {
  await openLink({ page }, link);
  await page.getByText('Answer without the web').click();
  await page.getByLabel('Your answered file').setInputFiles(fileOf(text));
  await press(page, 'Send it in');
}

/** Answers a file of questions: the first of the words, the middle of a scale, and else that one does not know. */
function fillIn(blank) {
  const chapters = blank.split(/^(?=# Question \d+ of)/m);
  return chapters.map((chapter) => {
    const words = /^# Write one of these words:\n#   (\S+)/m.exec(chapter)?.[1];
    const value = words ?? (/^# Write a point from 1 to 7/m.test(chapter) ? '4' : 'dont_know');
    let rows = 0;
    return chapter.replace(/^(answer|about)(\.\S+)? = ""/gm, (all, kind, row = '') => {
      // On one line of several, not knowing stands for all of them.
      if (kind === 'answer' && row && rows++ > 0) return all;
      return `${kind}${row} = "${kind === 'answer' && row ? 'dont_know' : value}"`;
    });
  }).join('');
}
