import { Button } from '../design/Button.tsx';
import styles from './ask.module.css';
import type { Sending } from './asking.ts';
import { useWords } from './language.tsx';
import shared from './shared.module.css';

/** The four honest states of a question that was sent. */
export function AskOutcome({ sending, onWrite }: { sending: Sending; onWrite: () => void }) {
  const { ask: words, refusal: refusals } = useWords();
  const { phase, sent } = sending;
  return (
    <div className={styles['form']}>
      <p className={styles['notice']} data-phase={phase} role={phase === 'refused' ? 'alert' : 'status'}>
        {phase === 'refused' ? (
          <>
            <strong>{words.refused}</strong>{' '}
            {sending.refusal.code === 'too-soon' && sending.refusal.retryMs !== undefined
              ? words.soon(Math.ceil(sending.refusal.retryMs / 1000))
              : refusals[sending.refusal.code]}
          </>
        ) : (
          <strong>{words[phase]}</strong>
        )}
        {phase === 'received' && ` ${words.receivedHelp}`}
      </p>
      <blockquote className={shared['text']} dir="auto">
        {sent.text}
      </blockquote>
      {phase === 'received' && <Button onClick={onWrite}>{words.another}</Button>}
      {phase === 'refused' && <Button onClick={onWrite}>{words.edit}</Button>}
    </div>
  );
}
