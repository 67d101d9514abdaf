import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Upload } from '../../api';
import { inBackground } from '../http/loading-interceptor';
import { Problem } from '../http/problem';
import { ProblemWords } from '../http/problem-words';

/** What a Markdown editor needs of the server: how a text will look, and a place for its files. */
@Injectable({ providedIn: 'root' })
export class Texts {
  private readonly http = inject(HttpClient);
  private readonly words = inject(ProblemWords);

  readonly render = (content: string) =>
    firstValueFrom(
      this.http.post<{ html: string; remarks: { line: number; text: string }[] }>(
        '/api/markdown/',
        { content },
        { context: inBackground() },
      ),
    );

  /** Keeps a file for a lesson; rejects with a sentence for its author. */
  readonly keep = async (file: File) => {
    const { url, kind } = await this.upload(file, 'lesson-file');
    return { url, picture: kind === 'picture' };
  };

  async upload(file: File, purpose: Upload['purpose']): Promise<Upload> {
    const form = new FormData();
    form.set('file', file);
    form.set('purpose', purpose);
    try {
      return await firstValueFrom(this.http.post<Upload>('/api/uploads/', form));
    } catch (error) {
      throw new Error(this.words.of(Problem.from(error)));
    }
  }
}
