import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice, RefusalNotice } from '../design/Notice.tsx';
import desk from '../host/desk.module.css';
import type { Reloaded } from '../reloaded.ts';
import accounts from './accounts.module.css';
import { LogAside } from './LogAside.tsx';
import { LogTable } from './LogTable.tsx';

type Aside = ComponentProps<typeof LogAside>;

interface Props {
  asked: Reloaded<unknown>;
  table: ComponentProps<typeof LogTable>;
  /** null until the log is here. */
  chain: Pick<Aside, 'head' | 'last' | 'brokenAt' | 'check' | 'holds'> | null;
  file: Pick<Aside, 'name' | 'take'>;
}

/** A log beside what can be said of the whole of it. */
export function LogPage({ asked: { refusal, trouble, again }, table, chain, file }: Props) {
  const { t } = useTranslation();
  return (
    <div className={accounts['columns']}>
      <div className={accounts['column']}>
        {refusal && <RefusalNotice refusal={refusal} />}
        {trouble && (
          <Notice tone="warning" live>
            {t('line.noServer')}
          </Notice>
        )}
        {!chain && !refusal && !trouble && <p className={desk['quiet']}>{t('loading')}</p>}
        {chain && <LogTable {...table} />}
      </div>
      {chain && <LogAside {...chain} {...file} onExported={again} />}
    </div>
  );
}
