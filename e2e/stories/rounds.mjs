// What the lead does with a round: preparing, opening, asking.

import { answerUpTo } from './answering.mjs';
import { isAt, press, reads } from './steps.mjs';

/** Prepares a short round and opens it; answers with its path. */
export async function openShortRound({ page }, alliance, why) {
  await page.goto(`${alliance}/rounds/new`);
  await page.getByLabel(/^Short:/).check();
  await page.getByLabel('Why do you ask?').fill(why);
  await press(page, 'Prepare it');
  await reads(page, 'The round is prepared. Nobody has been asked yet.');
  await press(page, 'Open the round');
  await reads(page, 'The round is open, and its rule is frozen.');
  return new URL(page.url()).pathname;
}

/** What the page of a round says on one person. */
export function entryOf(page, person) {
  return page.getByRole('listitem').filter({ has: page.locator('strong', { hasText: person }) });
}

/** Makes a link for a person and answers with its path. */
export async function makeLink({ page }, round, person) {
  await page.goto(round);
  const entry = entryOf(page, person);
  await entry.getByText(/^Ask /).first().click();
  await press(page, 'Make a link to hand over', { within: entry });
  await reads(page, `A link for ${person}.`);
  return new URL(await page.locator('#fresh-link').innerText()).pathname;
}

/** Sends a person a mail. */
export async function sendMail({ page }, round, person, address) {
  await page.goto(round);
  const entry = entryOf(page, person);
  await entry.getByText(/^Ask /).first().click();
  await entry.getByLabel('Mail address').fill(address);
  await press(page, 'Send a mail', { within: entry });
}

/** The word with which people here close a link that was handed to them. */
export const WORD = 'thistledown 7';

/** Opens a link; one that was handed over by the word of whoever has it, who sets it where nobody has. */
export async function openLink({ page }, link) {
  await page.goto(link);
  if (!new URL(page.url()).pathname.endsWith('/word')) return;
  await page.getByLabel('Your word').fill(WORD);
  const isFirst = (await page.getByRole('button', { name: 'Set it and go on' }).count()) > 0;
  await press(page, isFirst ? 'Set it and go on' : 'Go on');
}

/** Goes on from a link to the first question without an answer. */
export async function goOn({ page }, link, button = 'Begin') {
  await openLink({ page }, link);
  await isAt(page, 'Questions for you alone');
  await press(page, button);
}


/** Answers all questions behind a link, on a phone without a script, in the manner of `style`, and submits. */
export async function answersAll(visitor, link, questions, style) {
  const respondent = await visitor({ device: 'phone', javascript: 'off' });
  await goOn(respondent, link);
  const words = await answerUpTo(respondent.page, questions, style);
  await press(respondent.page, 'Submit my answers');
  return { respondent, words };
}
