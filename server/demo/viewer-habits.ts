import type { QuestionId } from '../../shared/ids.ts';
import { liveOrder } from '../../shared/inquiry/orders.ts';
import type { Dice } from './dice.ts';
import type { PublicQuestionWords } from './public-words.ts';
import type { Viewer } from './viewer.ts';

/** How often somebody does what, by weight. */
export type Habits = Readonly<
  Record<'support' | 'takeBack' | 'like' | 'ask' | 'reload' | 'readOn' | 'drop', number>
>;
export const quietHabits: Habits = {
  support: 50,
  takeBack: 2,
  like: 30,
  ask: 10,
  reload: 2,
  readOn: 6,
  drop: 0,
};

type Words = (dice: Dice) => PublicQuestionWords;

/** One thing that a person does at the page. What cannot be done just now is not done. */
export async function actOnce(viewer: Viewer, habits: Habits, dice: Dice, words: Words): Promise<void> {
  switch (weighted(habits, dice)) {
    case 'support': {
      const questionId = toSupport(viewer, dice);
      if (questionId) await viewer.support(questionId, true);
      return;
    }
    case 'takeBack': {
      const supported = [...viewer.kept.supports].flatMap(([questionId, on]) =>
        on && !viewer.kept.sentAgain.has(questionId) ? questionId : [],
      );
      if (supported.length > 0) await viewer.support(dice.pick(supported), false);
      return;
    }
    case 'like':
      await viewer.like(dice.between(1, 12));
      return;
    case 'ask': {
      if (viewer.view?.intake.state !== 'open') return;
      const { text, name } = words(dice);
      await viewer.ask(text, viewer.view.intake.naming === 'anonymous' ? null : name);
      return;
    }
    case 'reload':
      return viewer.reload();
    case 'readOn':
      if (dice.chance(50)) await viewer.read('similar', { text: words(dice).text });
      else await viewer.read('questions', { order: dice.pick(['top', 'newest', 'done', 'all']), page: '0' });
      return;
    case 'drop':
      viewer.dropConnection();
  }
}

/** One that is shown; what stands further up is read by more. */
function toSupport(viewer: Viewer, dice: Dice): QuestionId | null {
  const view = viewer.view!;
  const of = (order: 'top' | 'newest') => liveOrder(order, view).map(({ questionId }) => questionId);
  const shown = dice.chance(60) ? of('top') : [...of('newest'), ...view.next];
  const fresh = shown.filter(
    (questionId) => viewer.kept.supports.get(questionId) !== true && !viewer.kept.sentAgain.has(questionId),
  );
  return fresh[Math.floor((dice.between(0, 99) * dice.between(0, 99) * fresh.length) / 10_000)] ?? null;
}

function weighted(habits: Habits, dice: Dice): keyof Habits {
  const all = Object.entries(habits) as [keyof Habits, number][];
  return dice.pick(all.flatMap(([habit, weight]) => Array.from({ length: weight }, () => habit)));
}
