import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActEntry } from '../../shared/accounts.ts';
import { actsStart, firstBrokenAct } from '../../shared/acts-chain.ts';
import { Button } from '../design/Button.tsx';
import { Digest } from '../design/Digest.tsx';
import { CommandNote, Notice } from '../design/Notice.tsx';
import { fileName } from '../files/file-name.ts';
import { saveFile } from '../files/save-file.ts';
import desk from '../host/desk.module.css';
import { useRequest } from '../host/useRequest.ts';
import { useSession } from '../session.tsx';
import accounts from './accounts.module.css';
import styles from './acts.module.css';
import { type ActLog, actsCsv, actsJson } from './acts-files.ts';
import { staffApi } from './staff-api.ts';

interface Props {
  log: ActLog;
  say: (entry: ActEntry) => string;
  onExported: () => void;
}

export function ActsAside(props: Props) {
  return (
    <div className={accounts['column']}>
      <Chain log={props.log} />
      <Export {...props} />
    </div>
  );
}

/** What this browser reckons itself, beside what the server says. */
function Chain({ log }: { log: ActLog }) {
  const { t } = useTranslation('acts');
  const [checked, setChecked] = useState<{ log: ActLog; brokenAt: number | null } | null>(null);
  useEffect(() => {
    // Ten thousand lines take a moment: the log is shown first.
    const timer = setTimeout(() => setChecked({ log, brokenAt: firstBrokenAct(log.acts) }));
    return () => clearTimeout(timer);
  }, [log]);
  const head = log.acts.at(-1)?.link ?? actsStart;
  const brokenAt = checked?.log === log ? (checked.brokenAt ?? log.brokenAt) : log.brokenAt;
  const state = checked?.log !== log ? 'checking' : head === log.head ? 'holds' : 'differs';
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
      {brokenAt === null && state === 'holds' && (
        <Notice tone="done">{t('chain.holds', { count: log.acts.length })}</Notice>
      )}
      {brokenAt === null && state === 'differs' && (
        <Notice tone="error" live>
          {t('chain.differs')}
        </Notice>
      )}
      <div>
        <h3 className={styles['headTitle']}>{t('chain.head')}</h3>
        <Digest value={log.head} />
        <p className={desk['help']}>{t('chain.headHelp')}</p>
      </div>
    </section>
  );
}

function Export({ say, onExported }: Omit<Props, 'log'>) {
  const { t } = useTranslation('acts');
  const { timeZone } = useSession();
  const request = useRequest();
  const save = async (extension: 'csv' | 'json') => {
    const answer = await request.send(() => staffApi('POST /api/acts/export', {}, {}));
    if (!answer || 'refused' in answer) return;
    const name = fileName([t('export.name')], extension);
    if (extension === 'json') saveFile(name, actsJson(answer.ok), 'application/json');
    else {
      const heads = [t('number'), t('atZone', { zone: timeZone }), t('what'), t('type'), t('link')];
      const words = { at: (at: number) => sortable(at, timeZone), sentence: say };
      saveFile(name, actsCsv(answer.ok, heads, words), 'text/csv');
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

/** 2026-01-20 09:00:00, as tables sort it. Sweden writes it so. */
function sortable(at: number, timeZone: string): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone });
}
