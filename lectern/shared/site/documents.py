"""What admins have changed of how the site is set."""

import mongoengine as me

from lectern.shared.documents import Document

THIS = "site"


class SiteSettings(Document):
    """One document, without the fields that nobody has changed: the environment says those."""

    id = me.StringField(primary_key=True, default=THIS, choices=(THIS,))
    name = me.StringField(max_length=60)
    support_email = me.StringField(max_length=254)
    language = me.StringField(max_length=10)
    registration_open = me.BooleanField()
    instructor_approval = me.BooleanField()

    meta = {"collection": "site_settings"}
