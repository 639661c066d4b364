import { useState } from 'react';
import type { GalleryView, PublicQuestion } from '../../shared/inquiry/views.ts';
import { Button } from '../design/Button.tsx';
import { fileName } from '../files/file-name.ts';
import { saveFile } from '../files/save-file.ts';
import { type RecordKind, recordFile, recordKinds, recordWords } from '../record/file.ts';
import { useGallery, useView } from './gallery.tsx';
import { hallTimeZone, useLanguage, useWords } from './language.tsx';
import styles from './page.module.css';
import { ask } from './requests.ts';
import shared from './shared.module.css';

interface Whole {
  live: { view: GalleryView };
  questions: PublicQuestion[];
}
type Outcome = { saved: string } | 'making' | 'failed' | null;

/** The whole record as files, made on this device when they are asked for. */
export function RecordFiles() {
  const { record: words } = useWords();
  const language = useLanguage();
  const { title } = useView();
  const { inquiryId } = useGallery().line;
  const [outcome, setOutcome] = useState<Outcome>(null);
  const save = async (kind: RecordKind) => {
    setOutcome('making');
    try {
      const answer = await ask<Whole>(`${inquiryId}/record`);
      if ('refused' in answer) return setOutcome('failed');
      const wording = { words: await recordWords(language), language, timeZone: hallTimeZone() };
      const { live, questions } = answer.ok;
      const file = await recordFile(kind, { ...live.view, questions }, wording);
      const saved = fileName([title, wording.words.title], file.extension);
      saveFile(saved, file.content, file.type);
      setOutcome({ saved });
    } catch {
      setOutcome('failed');
    }
  };
  return (
    <section className={shared['card']} aria-labelledby="record-title">
      <h2 id="record-title">{words.title}</h2>
      <p className={shared['note']}>{words.help}</p>
      <div className={styles['files']}>
        {recordKinds.map((kind) => (
          <Button key={kind} look="quiet" disabled={outcome === 'making'} onClick={() => void save(kind)}>
            <span aria-hidden="true">↓</span>
            {words[kind]}
          </Button>
        ))}
      </div>
      <p role="status" className={shared['note']}>
        {outcome === 'making'
          ? words.making
          : outcome === 'failed'
            ? words.failed
            : outcome && words.done(outcome.saved)}
      </p>
    </section>
  );
}
