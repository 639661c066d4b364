import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { rollHttp } from '../../../shared/roll-protocol.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { fileName } from '../../files/file-name.ts';
import { saveFile } from '../../files/save-file.ts';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import { useRequest } from '../useRequest.ts';
import { rollApi } from './roll-api.ts';

type Phones = z.output<(typeof rollHttp)['POST /api/sittings/:sittingId/roll/export']['reply']>['phones'];

/** The roll as a file, made on this device. That it was taken out is put down first. */
export function RollDownloads() {
  const { t } = useTranslation('roll');
  const { sittingId, title, roll } = useView();
  const request = useRequest();
  const [outcome, setOutcome] = useState<{ name: string } | 'failed' | null>(null);
  const make = async (kind: 'xlsx' | 'csv', phones: Phones) => {
    const name = fileName([title, t('export.file')], kind);
    const words = {
      ...t('field', { returnObjects: true }),
      entitled: t('value.entitled'),
      nonVoting: t('value.nonVoting'),
    };
    const people = (roll ?? []).map(({ deputy }) => deputy);
    const phoneOf = new Map(phones.map(({ deputyId, phone }) => [deputyId, phone]));
    const files = await import('./roll-files.ts');
    const content =
      kind === 'csv'
        ? files.rollCsv(people, phoneOf, words)
        : await files.rollXlsx(t('export.file'), people, phoneOf, words);
    saveFile(name, content, 'text/csv;charset=utf-8');
    return { name };
  };
  const save = async (kind: 'xlsx' | 'csv') => {
    setOutcome(null);
    const answer = await request.send(() =>
      rollApi('POST /api/sittings/:sittingId/roll/export', { sittingId }, {}),
    );
    if (!answer || 'refused' in answer) return;
    setOutcome(await make(kind, answer.ok.phones).catch(() => 'failed' as const));
  };
  return (
    <>
      {(['xlsx', 'csv'] as const).map((kind) => (
        <Button key={kind} look="quiet" aria-disabled={request.busy} onClick={() => void save(kind)}>
          <span aria-hidden="true">↓</span>
          {t(`export.${kind}`)}
        </Button>
      ))}
      <CommandNote state={request.state} />
      <span role="status" className={desk['help']}>
        {outcome === 'failed' ? t('export.failed') : outcome && t('export.done', { name: outcome.name })}
      </span>
    </>
  );
}
