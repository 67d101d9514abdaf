"""Real servers for one machine: mongod as a one-member replica set, and Valkey.

They listen on the loopback interface only, keep their data in the folder they are given and end
with the process that started them.
"""
