import type { QuestionState } from '../../shared/inquiry/state.ts';
import { useSelected } from './gallery.tsx';
import { useWords } from './language.tsx';

/** Words for the state of a question. After the end nothing waits for the hall any more. */
export function useStateWords(): (state: QuestionState) => string {
  const { state: states, stateAfter } = useWords();
  const ended = useSelected(({ view }) => view?.stage === 'ended');
  return (state) =>
    ended && (state === 'submitted' || state === 'waiting') ? stateAfter[state] : states[state];
}
