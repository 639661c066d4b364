import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import styles from './form.module.css';

/** The head of what has just been opened: it takes the focus, and leads back. */
export function PartTitle({ children, back }: { children: ReactNode; back: () => void }) {
  const { t } = useTranslation('papers');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={styles['partTitle']}>
      <Button look="quiet" onClick={back}>
        ← {t('toList')}
      </Button>
      <h2 ref={heading} tabIndex={-1}>
        {children}
      </h2>
    </div>
  );
}
