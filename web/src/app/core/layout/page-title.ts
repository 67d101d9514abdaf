import { Injectable, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { Language } from '../i18n/language';
import { SiteSettings } from '../site/site';
import { PageMeta } from './page-meta';

/**
 * The document's title and description: a route names a dictionary key, a page may say the name of
 * what it shows and what that is about.
 */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly meta = inject(PageMeta);
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly site = inject(SiteSettings);
  private readonly path = signal('/');
  private readonly key = signal<string | undefined>(undefined);
  private readonly name = signal<string | undefined>(undefined);
  private readonly about = signal('');

  constructor() {
    super();
    effect(() => {
      this.language.code();
      const key = this.key();
      const text = this.name() ?? (key ? this.transloco.translate<string>(key) : undefined);
      const { name } = this.site.now();
      const title = text ? `${text} · ${name}` : name;
      this.title.setTitle(title);
      const about = this.about() || this.transloco.translate<string>('footer.about', { name });
      this.meta.write(this.path(), title, about);
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.path.set(snapshot.url.replace(/[?#].*/, ''));
    this.key.set(this.buildTitle(snapshot));
    this.name.set(undefined);
    this.about.set('');
  }

  show(name: string, about = ''): void {
    this.name.set(name);
    this.about.set(about);
  }
}
