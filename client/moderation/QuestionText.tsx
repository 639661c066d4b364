import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonalData } from '../../shared/inquiry/personal-data.ts';
import styles from './moderation.module.css';

/** The text with everything marked that looks like somebody's number. */
export function QuestionText({ text, found }: { text: string; found: readonly PersonalData[] }) {
  const { t } = useTranslation('moderation');
  const parts: ReactNode[] = [];
  let rest = 0;
  for (const { kind, from, to } of found) {
    parts.push(text.slice(rest, from));
    parts.push(
      <mark key={from} title={t(`detail.${kind}`)}>
        {text.slice(from, to)}
      </mark>,
    );
    rest = to;
  }
  return (
    <p className={styles['text']}>
      {parts}
      {text.slice(rest)}
    </p>
  );
}
