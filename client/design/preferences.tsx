import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '../i18n/kept-language.ts';
import { setLanguage } from '../i18n/language.ts';
import styles from './design.module.css';

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <fieldset
      className={styles['segmented']}
      style={{ padding: 0, margin: 0 }}
      aria-label={t('language.label')}
    >
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void setLanguage(language)}
        >
          {t(`language.${language}`)}
        </button>
      ))}
    </fieldset>
  );
}

const KEPT = 'yishi.textSize';
const sizes: readonly number[] = [100, 125, 150, 175, 200];

export function keptTextSize(): number {
  const kept = Number(localStorage.getItem(KEPT));
  return sizes.find((size) => size === kept) ?? 100;
}

export function applyTextSize(percent: number): void {
  document.documentElement.style.setProperty('--text-scale', String(percent / 100));
}

/** Text from 100 to 200 percent, kept on this device. */
export function TextSize() {
  const { t } = useTranslation();
  const [percent, setPercent] = useState(keptTextSize);
  useEffect(() => {
    applyTextSize(percent);
    localStorage.setItem(KEPT, String(percent));
  }, [percent]);
  const at = sizes.indexOf(percent);
  const step = (by: number) => setPercent(sizes[Math.min(sizes.length - 1, Math.max(0, at + by))]!);
  return (
    <fieldset
      className={styles['segmented']}
      style={{ padding: 0, margin: 0 }}
      aria-label={t('textSize.label')}
    >
      <button type="button" disabled={at === 0} onClick={() => step(-1)}>
        <span aria-hidden="true">A−</span>
        <span className="visually-hidden">{t('textSize.smaller')}</span>
      </button>
      <button type="button" disabled={at === sizes.length - 1} onClick={() => step(1)}>
        <span aria-hidden="true">A+</span>
        <span className="visually-hidden">{t('textSize.larger')}</span>
      </button>
      <span className="visually-hidden" role="status">
        {percent === 100 ? '' : t('textSize.now', { percent })}
      </span>
    </fieldset>
  );
}
