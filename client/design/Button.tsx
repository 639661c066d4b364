import type { ButtonHTMLAttributes } from 'react';
import styles from './design.module.css';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { look?: 'primary' | 'plain' | 'quiet' };

export function Button({ look = 'plain', className = '', type = 'button', ...rest }: Props) {
  const look_ = look === 'plain' ? '' : styles[look];
  return <button {...rest} type={type} className={`${styles['button']} ${look_} ${className}`} />;
}
