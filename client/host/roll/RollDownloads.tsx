import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { fileName } from '../../files/file-name.ts';
import { saveFile } from '../../files/save-file.ts';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import type { Contacts } from './useContacts.ts';

/** The roll as a file, made on this device. */
export function RollDownloads({ contacts }: { contacts: Contacts }) {
  const { t } = useTranslation('roll');
  const { title, roll } = useView();
  const [outcome, setOutcome] = useState<{ name: string } | 'failed' | null>(null);
  const save = async (kind: 'xlsx' | 'csv') => {
    const name = fileName([title, t('export.file')], kind);
    const words = {
      ...t('field', { returnObjects: true }),
      entitled: t('value.entitled'),
      nonVoting: t('value.nonVoting'),
    };
    const people = (roll ?? []).map(({ deputy }) => deputy);
    try {
      const files = await import('./roll-files.ts');
      const content =
        kind === 'csv'
          ? files.rollCsv(people, contacts.phones, words)
          : await files.rollXlsx(t('export.file'), people, contacts.phones, words);
      saveFile(name, content, 'text/csv;charset=utf-8');
      setOutcome({ name });
    } catch {
      setOutcome('failed');
    }
  };
  return (
    <>
      {(['xlsx', 'csv'] as const).map((kind) => (
        <Button key={kind} look="quiet" onClick={() => void save(kind)}>
          <span aria-hidden="true">↓</span>
          {t(`export.${kind}`)}
        </Button>
      ))}
      <span role="status" className={desk['help']}>
        {outcome === 'failed' ? t('export.failed') : outcome && t('export.done', { name: outcome.name })}
      </span>
    </>
  );
}
