import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IntakeReason } from '../../../shared/inquiry/intake.ts';
import type { ToldInquiryEntry } from '../../../shared/inquiry/log-protocol.ts';
import { useFormat } from '../../i18n/format.ts';
import { type EntryWording, entryWords } from './entry-words.ts';

export function useEntryWording(): EntryWording {
  const { t } = useTranslation(['inquiry-log', 'acts', 'inquiry', 'moderation']);
  const { t: record } = useTranslation('record');
  const format = useFormat();
  return useMemo(
    () => ({
      t,
      format,
      reason: (reason) => {
        const known = intakeReasons.find((name) => name === reason);
        return known ? record(`intakeReason.${known}`) : reason;
      },
    }),
    [t, record, format],
  );
}

const intakeReasons: readonly IntakeReason[] = [
  'banned',
  'blocked-word',
  'too-long',
  'nameless',
  'early',
  'over',
];

/** An entry of the log in a sentence. */
export function useEntryWords(): (entry: ToldInquiryEntry) => string {
  const wording = useEntryWording();
  return (entry) => entryWords(wording, entry);
}
