import { useEffect, useRef, useState } from 'react';
import type { QuestionState } from '../../shared/inquiry/state.ts';
import { useSelected } from './gallery.tsx';
import { useWords } from './language.tsx';
import type { LineStatus } from './line.ts';
import { usePeople } from './people.ts';

const broken: readonly LineStatus[] = ['offline', 'outdated'];

/** Says once, for those who do not see the page, what has just changed: never what was there before. */
export function Announcer() {
  const { now, own: ownWords, state: states, line, stage: stages } = useWords();
  const people = usePeople();
  const [said, setSaid] = useState('');
  const status = useSelected((state) => state.status);
  const stage = useSelected(({ view }) => view!.stage);
  const floor = useSelected(({ view }) => view!.floor);
  const question = useSelected(({ view }) => (floor ? view!.questions[floor.questionId] : undefined));
  const asked = useSelected(({ own }) => own?.questions);
  useChange(status, (before) => {
    if (broken.includes(status)) setSaid(line[status]);
    else if (broken.includes(before)) setSaid(line.backAgain);
  });
  useChange(stage, () => setSaid(stages[stage]));
  useChange(floor?.turnId, () => {
    if (!floor || !question) return;
    const heading = floor.phase === 'answer' ? now.answering : floor.followUp ? now.followUp : now.asking;
    const who = floor.phase === 'answer' ? people.respondent(floor.respondent) : people.asker(question);
    setSaid([heading, who, ...(floor.phase === 'answer' ? [] : [question.text])].filter(Boolean).join(' · '));
  });
  const known = useRef<ReadonlyMap<string, QuestionState> | null>(null);
  useEffect(() => {
    if (!asked) return;
    const before = known.current;
    known.current = new Map(asked.map(({ questionId, state }) => [questionId, state]));
    const changed = asked.find(({ questionId, state }) => {
      const was = before?.get(questionId);
      return was !== undefined && was !== state;
    });
    if (changed) setSaid(ownWords.became(changed.text.slice(0, 40), states[changed.state]));
  }, [asked, ownWords, states]);
  return (
    <p className="visually-hidden" role="status">
      {said}
    </p>
  );
}

/** Calls back when it has become another one; not for the first. */
function useChange<T>(value: T, changed: (before: T) => void): void {
  const before = useRef(value);
  const latest = useRef(changed);
  latest.current = changed;
  useEffect(() => {
    const was = before.current;
    before.current = value;
    if (was !== value) latest.current(was);
  }, [value]);
}
