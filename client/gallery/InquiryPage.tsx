import { useEffect, useState } from 'react';
import { lazyRetry } from '../lazy.ts';
import { About } from './About.tsx';
import { Announcer } from './Announcer.tsx';
import { AskDialog } from './AskDialog.tsx';
import { Foot } from './Foot.tsx';
import { useSelected } from './gallery.tsx';
import { Head } from './Head.tsx';
import { useWords } from './language.tsx';
import { Now } from './Now.tsx';
import { OwnQuestions } from './OwnQuestions.tsx';
import { Plain } from './Plain.tsx';
import styles from './page.module.css';
import { Questions } from './Questions.tsx';
import { Stream } from './Stream.tsx';
import { Votes } from './Votes.tsx';

const RecordFiles = lazyRetry(async () => (await import('./RecordFiles.tsx')).RecordFiles);

/** An inquiry, before, while and after it is held: one page, which in the end is the record. */
export function InquiryPage() {
  const words = useWords();
  const offline = useSelected(({ status }) => status === 'offline');
  const title = useSelected(({ view }) => view?.title);
  const ended = useSelected(({ view }) => view?.stage === 'ended');
  const streamUrl = useSelected(({ view }) => view?.streamUrl);
  const posterUrl = useSelected(({ view }) => view?.posterUrl);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (title) document.title = title;
  }, [title]);
  if (title === undefined) return <Plain words={offline ? words.noServer : words.opening} />;
  return (
    <div className={styles['page']}>
      <a className={styles['skip']} href="#questions">
        {words.toQuestions}
      </a>
      <Head />
      <main className={styles['main']} data-ended={ended}>
        <div className={styles['side']}>
          {streamUrl && <Stream url={streamUrl} posterUrl={posterUrl} ended={ended} />}
          <Now />
          <OwnQuestions />
          <Votes />
        </div>
        <div className={styles['questions']}>
          <Questions />
        </div>
        <div className={styles['rest']}>
          {ended && <RecordFiles />}
          <About />
        </div>
      </main>
      <Foot onAsk={() => setAsking(true)} />
      {asking && <AskDialog onClose={() => setAsking(false)} />}
      <Announcer />
    </div>
  );
}
