"""Signing in with an account that people have already, by OpenID Connect.

Streamlit and Authlib talk to the provider and sign the cookie. What is here decides whether such a
cookie still counts: how old it is, whether it has been used lately, whether it was ended.
"""
