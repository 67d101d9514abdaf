import { Injectable, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { Language } from '../i18n/language';

/** The document's title: a route names a dictionary key, a page may say the name of what it shows. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly key = signal<string | undefined>(undefined);
  private readonly name = signal<string | undefined>(undefined);

  constructor() {
    super();
    effect(() => {
      this.language.code();
      const key = this.key();
      const text = this.name() ?? (key ? this.transloco.translate<string>(key) : undefined);
      this.title.setTitle(text ? `${text} · Lectern` : 'Lectern');
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.key.set(this.buildTitle(snapshot));
    this.name.set(undefined);
  }

  show(name: string): void {
    this.name.set(name);
  }
}
