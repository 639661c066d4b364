import { Button } from '../design/Button.tsx';
import type { Sending } from './asking.ts';
import styles from './gallery.module.css';
import { useGallery } from './gallery.tsx';
import { useWords } from './language.tsx';

/** The four honest states of a question that was sent. */
export function AskOutcome({ sending }: { sending: Sending }) {
  const { ask: words, refusal: refusals } = useWords();
  const { question } = useGallery();
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
      <blockquote className={styles['text']} dir="auto">
        {sent.text}
      </blockquote>
      {phase === 'received' && <Button onClick={() => question.again()}>{words.another}</Button>}
      {phase === 'refused' && <Button onClick={() => question.again()}>{words.edit}</Button>}
    </div>
  );
}
