"""What runs inside Rasa 3.6 for An Sinh.

text, features, model      Vietnamese text → topic/aspect with confidence (no Rasa import)
classifier, importer       the two graph parts that bring it into Rasa's pipeline
wire, parsing, channel     the private HTTP door the app knocks at
train, serve, validate     the commands of ``python -m ansinh_engine``
"""

__version__ = "0.1.0"
