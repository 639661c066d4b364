import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import { Button } from '../design/Button.tsx';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import { fileName } from '../files/file-name.ts';
import { saveFile } from '../files/save-file.ts';
import desk from '../host/desk.module.css';
import { useInquiry } from '../inquiry/useInquiry.ts';
import { type RecordKind, recordFile, recordKinds } from '../record/file.ts';
import { useRecordWords } from '../record/useRecordWords.ts';
import { useSession } from '../session.tsx';
import { untilAnswered } from '../trying.ts';
import { inquiryDeskApi } from './desk-api.ts';
import styles from './moderation.module.css';
import { staffRecord } from './staff-record.ts';

/** Everything that was asked and what became of it, as files. That it was taken out is put down first. */
export function RecordPart() {
  const { t, i18n } = useTranslation('moderation');
  const view = useInquiry('desk');
  const words = useRecordWords();
  const { timeZone } = useSession();
  const [outcome, setOutcome] = useState<{ name: string } | { refusal: Refusal } | 'failed' | null>(null);
  const save = async (kind: RecordKind) => {
    if (!words) return;
    const { inquiryId } = view;
    try {
      const put = await untilAnswered(() =>
        inquiryDeskApi('POST /api/inquiries/:inquiryId/export', { inquiryId }, { what: 'record' }),
      );
      if ('refused' in put) return setOutcome({ refusal: put.refused });
      const wording = { words, language: i18n.language, timeZone };
      const { content, type, extension } = await recordFile(kind, staffRecord(view), wording);
      const name = fileName([view.title, t('record.file')], extension);
      saveFile(name, content, type);
      setOutcome({ name });
    } catch {
      setOutcome('failed');
    }
  };
  return (
    <section className={`${desk['card']} ${styles['record']}`} aria-labelledby="record">
      <div className={desk['cardHead']}>
        <h2 id="record">{t('record.title')}</h2>
      </div>
      <p>{t('record.help')}</p>
      <Notice tone="warning">{t('record.private')}</Notice>
      <div className={desk['row']}>
        {recordKinds.map((kind) => (
          <Button key={kind} look="quiet" onClick={() => void save(kind)}>
            <span aria-hidden="true">↓</span>
            {t(`record.${kind}`)}
          </Button>
        ))}
      </div>
      {outcome !== null && typeof outcome === 'object' && 'refusal' in outcome && (
        <RefusalNotice refusal={outcome.refusal} />
      )}
      <p role="status">
        {outcome === 'failed'
          ? t('record.failed')
          : outcome && 'name' in outcome && t('record.done', { name: outcome.name })}
      </p>
    </section>
  );
}
