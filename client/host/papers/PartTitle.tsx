import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { ArrivalHeading } from './ArrivalHeading.tsx';
import styles from './form.module.css';

/** The head of what has just been opened, and the way back. */
export function PartTitle({ children, back }: { children: ReactNode; back: () => void }) {
  const { t } = useTranslation('papers');
  return (
    <div className={styles['partTitle']}>
      <Button look="quiet" onClick={back}>
        ← {t('toList')}
      </Button>
      <ArrivalHeading arrivals={1}>{children}</ArrivalHeading>
    </div>
  );
}
