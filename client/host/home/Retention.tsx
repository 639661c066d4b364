import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SittingId } from '../../../shared/ids.ts';
import { staffApi } from '../../accounts/staff-api.ts';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import desk from '../desk.module.css';
import { useStaffRole } from '../desk.ts';
import { useRequest } from '../useRequest.ts';
import styles from './home.module.css';

interface Props {
  sittingId: SittingId;
  title: string;
  keptUntil: number;
  onForgotten: () => void;
}

/** Until when a closed sitting's personal data is kept; an operator may have it removed earlier. */
export function Retention(props: Props) {
  const { t } = useTranslation('host');
  const { date } = useFormat();
  const role = useStaffRole();
  const [asking, setAsking] = useState(false);
  return (
    <div className={styles['retention']}>
      <span className={desk['help']}>{t('retention.until', { date: date(props.keptUntil) })}</span>
      {role === 'operator' && (
        <Button look="quiet" onClick={() => setAsking(true)}>
          {t('retention.action')}
        </Button>
      )}
      {asking && <ForgetDialog {...props} onClose={() => setAsking(false)} />}
    </div>
  );
}

function ForgetDialog({ sittingId, title, onForgotten, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation(['host', 'common']);
  const id = useId();
  const [typed, setTyped] = useState('');
  const request = useRequest();
  const forget = async () => {
    const answer = await request.send(() =>
      staffApi('POST /api/sittings/:sittingId/forget', { sittingId }, { title: typed }),
    );
    if (!answer || 'refused' in answer) return;
    onClose();
    onForgotten();
  };
  return (
    <Dialog
      title={t('retention.title', { title })}
      onClose={onClose}
      held={request.busy}
      buttons={
        <>
          <Button disabled={request.busy} onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button
            look="primary"
            disabled={typed.trim() !== title || request.busy}
            onClick={() => void forget()}
          >
            {request.busy ? t('step.working') : t('retention.button')}
          </Button>
        </>
      }
    >
      <p>{t('retention.gone')}</p>
      <p>{t('retention.stays')}</p>
      <Notice tone="warning">{t('retention.final')}</Notice>
      <div className={desk['field']}>
        <label htmlFor={id}>{t('retention.type', { title })}</label>
        <Input id={id} value={typed} maxLength={400} onChange={(event) => setTyped(event.target.value)} />
      </div>
      <CommandNote state={request.state} />
    </Dialog>
  );
}
