// Answering the questions of a round, screen by screen, as a respondent does.

import assert from 'node:assert/strict';
import { press } from './steps.mjs';

/** The question on the screen: its number, of how many, what it asks, and how it is answered. */
export async function question(page) {
  const [, number, count] = /^Question (\d+) of (\d+)/.exec(await page.title()) ?? [];
  assert.ok(number, `this is no question: ${await page.title()}`);
  const text = await page.getByRole('heading', { level: 1 }).innerText();
  return { number: Number(number), count: Number(count), text, kind: await ownAnswers(page).first().evaluate(kindOf) };
}

/** The fields of the own answer: one group, or one for each of the others. */
export function ownAnswers(page) {
  return page.getByRole('group', { name: /^(Your own answer$|About )/ });
}

/**
 * Answers what is on the screen in the manner of `style`; returns the words of what was chosen. `style.lean` is 0 for
 * the first of the options to 1 for the last, `style.number` what is written where a number is asked for, and
 * `style.guesses` whether the others' answers are guessed.
 */
export async function answer(page, style) {
  const words = [];
  for (const group of await ownAnswers(page).all()) words.push(...(await fillGroup(group, style)));
  if (style.guesses) {
    for (const group of await page.getByRole('group', { name: /^What will / }).all()) await fillGroup(group, style);
  }
  return words;
}

/** Answers questions and goes on until the number `last` is answered; returns all words that were chosen. */
export async function answerUpTo(page, last, style, before = () => {}) {
  const words = [];
  for (;;) {
    const asked = await question(page);
    await before(asked);
    words.push(...(await answer(page, style)));
    await press(page, 'Next');
    if (asked.number === last) return words;
  }
}

/** Fills in one group of fields. */
async function fillGroup(group, style) {
  const kind = await group.evaluate(kindOf);
  const pick = (count) => Math.round((count - 1) * style.lean);
  switch (kind) {
    case 'points':
      await group.getByRole('radio').nth(pick(7)).check();
      return [];
    case 'choice': {
      const options = await group.getByRole('radio').count();
      // The last one says “I don’t know”.
      const option = group.getByRole('radio').nth(pick(options - 1));
      await option.check();
      return [await option.evaluate((input) => input.labels[0].textContent.trim())];
    }
    case 'guess': {
      const options = await group.getByRole('combobox').getByRole('option').count();
      await group.getByRole('combobox').selectOption({ index: 1 + pick(options - 1) });
      return [];
    }
    case 'several':
      await group.getByRole('checkbox').nth(pick((await group.getByRole('checkbox').count()) - 1)).check();
      return [];
    case 'shares': {
      const fields = await group.getByRole('spinbutton').all();
      const favourite = pick(fields.length);
      for (const [place, field] of fields.entries()) {
        await field.fill(place === favourite ? '70' : place === (favourite + 1) % fields.length ? '30' : '0');
      }
      return [];
    }
    case 'number':
      await group.getByRole('spinbutton').fill(style.number);
      return [style.number];
    case 'rows':
      for (const row of await group.getByRole('combobox').all()) {
        await row.selectOption({ index: 1 + pick((await row.getByRole('option').count()) - 1) });
      }
      return [];
    default:
      throw new Error(`nothing to answer with: ${kind}`);
  }
}

/** Runs in the page. */
function kindOf(group) {
  const [radios, checks, numbers, lists] = ['[type=radio]', '[type=checkbox]', '[type=number]', 'select'].map(
    (kind) => group.querySelectorAll(kind).length,
  );
  if (group.querySelector('.points')) return 'points';
  if (radios > 0) return 'choice';
  if (numbers > 1) return 'shares';
  if (numbers === 1) return 'number';
  if (lists > 0) return lists === 1 && group.querySelector('select').getAttribute('aria-label') ? 'guess' : 'rows';
  return checks > 0 ? 'several' : 'nothing';
}
