import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import { isUnderWay } from './agenda.ts';
import { StepDialog } from './StepDialog.tsx';

/** The last thing a chair does. */
export function CloseSitting() {
  const { t } = useTranslation('host');
  const [asking, setAsking] = useState(false);
  const underWay = useView().votes.find(isUnderWay);
  return (
    <div className={desk['form']}>
      <Button look="quiet" disabled={underWay !== undefined} onClick={() => setAsking(true)}>
        {t('sitting.close')}
      </Button>
      {underWay && <p className={desk['help']}>{t('sitting.closeMissing', { title: underWay.title })}</p>}
      {asking && (
        <StepDialog
          title={t('sitting.closeDialog')}
          button={t('sitting.close')}
          command={{ type: 'CloseSitting' }}
          onClose={() => setAsking(false)}
        >
          <p>{t('sitting.closeFacts')}</p>
        </StepDialog>
      )}
    </div>
  );
}
