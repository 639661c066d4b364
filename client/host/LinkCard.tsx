import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Notice } from '../design/Notice.tsx';
import { useFormat } from '../i18n/format.ts';
import desk from './desk.module.css';
import styles from './link.module.css';
import { QrCode } from './QrCode.tsx';

export interface MadeLink {
  link: string;
  expiresAt: number;
}

/** Where a link leads, with the words for it. */
const kinds = {
  in: { url: 'link.url', qr: 'link.qr' },
  invitation: { url: 'link.invitation', qr: 'link.invitationQr' },
} as const;

/** A one-time link, shown while it is on the screen and never again. */
export function LinkCard({ made, to = 'in' }: { made: MadeLink; to?: keyof typeof kinds }) {
  const { t } = useTranslation(['host', 'common']);
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const inputId = useId();
  const [copied, setCopied] = useState<'no' | 'yes' | 'selected'>('no');
  const url = `${location.origin}/${to}#${made.link}`;
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(url);
      setCopied('yes');
    } catch {
      // Without HTTPS browsers give no clipboard: the link is selected, to be copied by hand.
      setCopied('selected');
    }
  };
  return (
    <div className={styles['link']}>
      <QrCode text={url} label={t(kinds[to].qr)} />
      <div className={styles['text']}>
        <div className={desk['field']}>
          <label htmlFor={inputId}>{t(kinds[to].url)}</label>
          <input
            id={inputId}
            ref={input}
            className={styles['url']}
            value={url}
            readOnly
            onFocus={(event) => event.target.select()}
          />
        </div>
        <div className={desk['row']}>
          <Button look="quiet" onClick={() => void copy()}>
            {t('common:action.copy')}
          </Button>
          <span role="status">
            {copied === 'yes' && t('common:action.copied')}
            {copied === 'selected' && t('link.selected')}
          </span>
        </div>
        <p>{t('link.expires', { at: format.dateTime(made.expiresAt) })}</p>
        <Notice tone="warning">{t('link.once')}</Notice>
      </div>
    </div>
  );
}
