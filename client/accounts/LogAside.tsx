import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../shared/protocol.ts';
import { Button } from '../design/Button.tsx';
import { Digest } from '../design/Digest.tsx';
import { CommandNote, Notice } from '../design/Notice.tsx';
import { fileName } from '../files/file-name.ts';
import { saveFile } from '../files/save-file.ts';
import { sortable } from '../files/sortable-time.ts';
import desk from '../host/desk.module.css';
import { useRequest } from '../host/useRequest.ts';
import { useSession } from '../session.tsx';
import accounts from './accounts.module.css';
import styles from './acts.module.css';
import { type LogRow, logCsv } from './log-rows.ts';

interface ChainProps {
  /** As the server names it. */
  head: string;
  /** The last link of what was sent. */
  last: string;
  /** The first line that the server found changed. */
  brokenAt: number | null;
  /** The same as this browser reckons it; the same function for the same log. */
  check: () => number | null;
  holds: string;
}

interface ExportProps {
  /** Of the file, after which its log is told apart. */
  name: readonly string[];
  take: () => Promise<Answer<{ rows: readonly LogRow[]; json: string }>>;
  onExported: () => void;
}

/** Whether a log holds together, and the way to take it along. */
export function LogAside(props: ChainProps & ExportProps) {
  return (
    <div className={accounts['column']}>
      <Chain {...props} />
      <Export {...props} />
    </div>
  );
}

/** What this browser reckons itself, beside what the server says. */
function Chain({ head, last, brokenAt: told, check, holds }: ChainProps) {
  const { t } = useTranslation('acts');
  const [checked, setChecked] = useState<{ check: ChainProps['check']; brokenAt: number | null } | null>(
    null,
  );
  useEffect(() => {
    // Ten thousand lines take a moment: the log is shown first.
    const timer = setTimeout(() => setChecked({ check, brokenAt: check() }));
    return () => clearTimeout(timer);
  }, [check]);
  const done = checked?.check === check ? checked : null;
  const brokenAt = done?.brokenAt ?? told;
  const state = !done ? 'checking' : last === head ? 'holds' : 'differs';
  return (
    <section className={desk['card']} aria-labelledby="chain">
      <div className={desk['cardHead']}>
        <h2 id="chain">{t('chain.title')}</h2>
      </div>
      {brokenAt !== null && (
        <Notice tone="error" live>
          {t('chain.broken', { number: brokenAt })}
        </Notice>
      )}
      {brokenAt === null && state === 'checking' && <p role="status">{t('chain.checking')}</p>}
      {brokenAt === null && state === 'holds' && <Notice tone="done">{holds}</Notice>}
      {brokenAt === null && state === 'differs' && (
        <Notice tone="error" live>
          {t('chain.differs')}
        </Notice>
      )}
      <div>
        <h3 className={styles['headTitle']}>{t('chain.head')}</h3>
        <Digest value={head} />
        <p className={desk['help']}>{t('chain.headHelp')}</p>
      </div>
    </section>
  );
}

function Export({ name, take, onExported }: ExportProps) {
  const { t } = useTranslation('acts');
  const { timeZone } = useSession();
  const request = useRequest();
  const save = async (extension: 'csv' | 'json') => {
    const answer = await request.send(take);
    if (!answer || 'refused' in answer) return;
    const { rows, json } = answer.ok;
    const file = fileName(name, extension);
    if (extension === 'json') saveFile(file, json, 'application/json');
    else {
      const heads = [t('number'), t('atZone', { zone: timeZone }), t('what'), t('type'), t('link')];
      saveFile(file, logCsv(rows, heads, sortable(timeZone)), 'text/csv');
    }
    onExported();
  };
  return (
    <section className={desk['card']} aria-labelledby="export">
      <div className={desk['cardHead']}>
        <h2 id="export">{t('export.title')}</h2>
      </div>
      <p className={desk['help']}>{t('export.help')}</p>
      <CommandNote state={request.state} />
      <div className={desk['row']}>
        <Button look="quiet" aria-disabled={request.busy} onClick={() => void save('csv')}>
          {t('export.csv')}
        </Button>
        <Button look="quiet" aria-disabled={request.busy} onClick={() => void save('json')}>
          {t('export.json')}
        </Button>
      </div>
    </section>
  );
}
