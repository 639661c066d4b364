import { Button } from '../design/Button.tsx';
import { useGalleryState, useServerTime, useView } from './gallery.tsx';
import { LanguageChoice, useWords } from './language.tsx';
import styles from './page.module.css';

/** What it is, how far it is, and whether what is shown is so now. */
export function Head() {
  const words = useWords();
  const { sittingTitle, title, stage } = useView();
  return (
    <header className={styles['head']}>
      <div className={styles['headTop']}>
        <img src="/icon.svg" alt="" width="28" height="28" />
        <bdi className={styles['sitting']}>{sittingTitle}</bdi>
        <LanguageChoice />
      </div>
      <p className={styles['kind']}>{words.inquiry}</p>
      <h1 dir="auto">{title}</h1>
      <p className={styles['standing']}>
        <span className={styles['stage']} data-stage={stage}>
          {words.stage[stage]}
        </span>
        <Line />
      </p>
    </header>
  );
}

/** The truth about the line; how long ago that was, where it is not now. */
function Line() {
  const { line } = useWords();
  const { status, heardAt, clockSkew } = useGalleryState();
  const seconds = Math.max(0, Math.round((useServerTime() + clockSkew - heardAt) / 1000));
  const late = status === 'behind' || status === 'offline' || (status === 'polling' && seconds > 10);
  return (
    <span className={styles['line']} data-status={status}>
      <span>
        {line[status]}
        {late && heardAt > 0 && <> · {line.ago(seconds)}</>}
      </span>
      {status === 'outdated' && <Reload />}
    </span>
  );
}

function Reload() {
  const { reload } = useWords();
  return (
    <Button look="quiet" onClick={() => location.reload()}>
      {reload}
    </Button>
  );
}
