import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Notice } from '../design/Notice.tsx';
import { Plain } from '../design/Plain.tsx';

/** A page that is not there, or one that broke: says what was kept and what to do. */
export function Fault({ notFound = false }: { notFound?: boolean }) {
  const { t } = useTranslation();
  return (
    <Plain title={notFound ? t('error.notFound') : t('error.title')}>
      {!notFound && (
        <Notice tone="error" live>
          {t('error.help')}
        </Notice>
      )}
      {notFound ? (
        <a href="/">{t('error.home')}</a>
      ) : (
        <Button look="primary" onClick={() => location.reload()}>
          {t('line.reload')}
        </Button>
      )}
    </Plain>
  );
}

Fault.Boundary = class extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    return this.state.broken ? <Fault /> : this.props.children;
  }
};
